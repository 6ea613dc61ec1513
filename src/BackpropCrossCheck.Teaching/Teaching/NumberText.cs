using System.Globalization;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Formats numbers for a worked calculation.</summary>
internal static class NumberText
{
    /// <summary>With fewer significant digits than this, a number that was not rounded says too little. It is then written with a power of
    /// ten.</summary>
    private const double SmallestShown = 10;

    private const double LargestShown = 1e9;

    /// <summary>The smallest power of ten with which a number is still written as 0.000….</summary>
    private const int SmallestPower = -7;

    private const int LargestPower = 21;

    /// <summary>A number of the fixture, with all its digits.</summary>
    /// <param name="value">The number.</param>
    public static Formula.Number Given(double value) => new(Exact(value));

    /// <summary>A number made of the fixture's, such as 1 − t or Σt, without the residue of its binary form: 0.1, not
    /// 0.09999999999999998.</summary>
    /// <param name="value">The number.</param>
    public static Formula.Number Derived(double value)
        => Given(double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>Whether a number is too large to be written with its decimals.</summary>
    /// <param name="value">The number.</param>
    public static bool IsLarge(double value) => Math.Abs(value) >= LargestShown;

    /// <summary>A number: in full if it has at most the requested decimals, otherwise rounded to them.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">The decimals.</param>
    public static string Of(double value, int decimals) => Of(value, decimals, DecimalRounding.IsExact(value, decimals));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">The decimals.</param>
    /// <param name="isExact">False if the number represents one with more decimals, so that zeros at its end are written: 0.80.</param>
    public static string Of(double value, int decimals, bool isExact)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        }

        double rounded = DecimalRounding.Round(value, decimals);
        double size = Math.Abs(value);
        bool extreme = IsLarge(value)
            || (rounded != value && size < SmallestShown / Digits.PowerOfTen(decimals) && !DecimalRounding.IsExact(value, decimals));
        return extreme ? value.ToString("0." + new string('#', Math.Max(decimals, 1)) + "e0", CultureInfo.InvariantCulture)
            : rounded.ToString(
                isExact ? "0." + new string('#', decimals) : FormattableString.Invariant($"F{decimals}"), CultureInfo.InvariantCulture);
    }

    /// <summary>The fewest digits that tell the number from every other double.</summary>
    private static string Exact(double value)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value == 0 ? "0" : Of(value, 0, isExact: true);
        }

        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e < 0)
        {
            return shortest;
        }

        int power = int.Parse(shortest[(e + 1)..], CultureInfo.InvariantCulture);
        return power is >= SmallestPower and <= LargestPower
            ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : FormattableString.Invariant($"{shortest[..e]}e{power}");
    }
}
