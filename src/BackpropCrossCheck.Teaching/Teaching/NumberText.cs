using System.Globalization;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Formats numbers for a worked calculation.</summary>
internal static class NumberText
{
    /// <summary>With fewer significant digits than this, a number that was not rounded says too little. It is then written with a power of
    /// ten.</summary>
    private const double SmallestShown = 10;

    private const double LargestShown = 1e9;

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
        bool extreme = size >= LargestShown
            || (rounded != value && size < SmallestShown / Digits.PowerOfTen(decimals) && !DecimalRounding.IsExact(value, decimals));
        return extreme ? value.ToString("0." + new string('#', Math.Max(decimals, 1)) + "e0", CultureInfo.InvariantCulture)
            : rounded.ToString(
                isExact ? "0." + new string('#', decimals) : FormattableString.Invariant($"F{decimals}"), CultureInfo.InvariantCulture);
    }
}
