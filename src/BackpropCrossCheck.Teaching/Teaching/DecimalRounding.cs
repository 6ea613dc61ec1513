using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Decimals as a person rounds to them: to the nearest, a half away from 0.</summary>
internal static class DecimalRounding
{
    /// <summary>The most decimals; a number of moderate size has no more in double precision.</summary>
    public const int MostDecimals = 15;

    /// <summary>The rounding to decimals.</summary>
    /// <param name="decimals">d, from 0 to <see cref="MostDecimals"/>.</param>
    public static NumberRounding Of(int decimals) => new(new NumberPrecision.Decimals(decimals), RoundingWay.HalfUp);

    /// <summary>The number with so many decimals, 0 without a sign. NaN and infinities stay.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">d, from 0 to <see cref="MostDecimals"/>.</param>
    public static double Round(double value, int decimals) => Of(decimals).Of(value) + 0.0;

    /// <summary>Whether a number has no more than so many decimals, its own rounding in double precision aside.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">d.</param>
    public static bool IsExact(double value, int decimals)
        => Math.Abs(value - Round(value, decimals)) <= (Digits.Slack / Digits.PowerOfTen(decimals))
            + (8 * Math.ScaleB(Math.Abs(value), -52))
            || !double.IsFinite(value);
}
