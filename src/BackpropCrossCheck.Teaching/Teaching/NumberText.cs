using System.Globalization;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Numbers as a worked calculation shows them.</summary>
internal static class NumberText
{
    /// <summary>Fewer significant digits than these say too little of a number that was not rounded: it is written with a power of
    /// ten.</summary>
    private const double SmallestShown = 10;

    private const double LargestShown = 1e9;

    /// <summary>A number: in full where it has no more decimals than asked for, else with as many.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">The decimals.</param>
    public static string Of(double value, int decimals) => Of(value, decimals, DecimalRounding.IsExact(value, decimals));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">The decimals.</param>
    /// <param name="isExact">False: the number stands for one with more decimals, and zeros at its end are written: 0.80.</param>
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
