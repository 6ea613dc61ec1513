using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Rounding to decimals as people do it: to the nearest, with a half going away from 0.</summary>
internal static class DecimalRounding
{
    /// <summary>The largest number of decimals: a double of moderate size has no more.</summary>
    public const int MostDecimals = 15;

    /// <summary>The rounding to decimals.</summary>
    /// <param name="decimals">d, from 0 to <see cref="MostDecimals"/>.</param>
    public static NumberRounding Of(int decimals) => new(new NumberPrecision.Decimals(decimals), RoundingWay.HalfUp);

    /// <summary>The number rounded to decimals; 0 has no sign. NaN and infinities are unchanged.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">d, from 0 to <see cref="MostDecimals"/>.</param>
    public static double Round(double value, int decimals) => Of(decimals).Of(value) + 0.0;

    /// <summary>Whether a number has at most the given number of decimals, apart from its rounding to a double.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">d.</param>
    public static bool IsExact(double value, int decimals)
        => Math.Abs(value - Round(value, decimals)) <= (Digits.Slack / Digits.PowerOfTen(decimals))
            + (8 * Math.ScaleB(Math.Abs(value), -52))
            || !double.IsFinite(value);
}
