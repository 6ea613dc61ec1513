namespace BackpropCrossCheck.Teaching;

/// <summary>Rounds to decimals as a person does: to the nearest, a half away from 0.</summary>
internal static class DecimalRounding
{
    /// <summary>The most decimals; a number of moderate size has no more in double precision.</summary>
    public const int MostDecimals = 15;

    /// <summary>A half less than this share of a unit is a half: 0.1·0.46 + 0.2·0.8 + 0.3·0.93 is 0.485 to a person, whatever its binary form.</summary>
    private const double Slack = 1e-9;

    /// <summary>From here on every double is whole.</summary>
    private const double Whole = 4503599627370496;

    /// <summary>The number with so many decimals; −0 becomes 0. NaN and infinities stay.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">d, from 0 to <see cref="MostDecimals"/>.</param>
    public static double Round(double value, int decimals)
    {
        double unit = PowerOfTen(decimals);
        double scaled = Math.Abs(value) * unit;
        if (!(scaled < Whole))
        {
            return value;
        }

        double rounded = Math.Floor(scaled + 0.5 + Slack) / unit;
        return value < 0 && rounded != 0 ? -rounded : rounded;
    }

    /// <summary>Whether a number has no more than so many decimals, its own rounding in double precision aside.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">d.</param>
    public static bool IsExact(double value, int decimals)
        => Math.Abs(value - Round(value, decimals)) <= (Slack / PowerOfTen(decimals)) + (8 * Math.ScaleB(Math.Abs(value), -52)) || !double.IsFinite(value);

    /// <summary>10ᵈ.</summary>
    /// <param name="decimals">d; exact up to 22.</param>
    public static double PowerOfTen(int decimals)
    {
        double power = 1;
        for (int i = 0; i < decimals; i++)
        {
            power *= 10;
        }

        return power;
    }
}
