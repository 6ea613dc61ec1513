namespace BackpropCrossCheck.Numbers;

/// <summary>The unit of the last digit of numbers rounded to decimals or to significant digits.</summary>
public static class Digits
{
    /// <summary>Differences below this share of a unit of the last digit decide nothing: ties may go either way, and decimal digits have no
    /// exact binary form.</summary>
    internal const double Slack = 1e-9;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>The unit of the last digit of a number.</summary>
    /// <param name="precision">Decimals or significant digits.</param>
    /// <param name="value">The number; only its magnitude matters, and only for significant digits.</param>
    /// <returns>10⁻ᵈ; or for s significant digits 10^(⌊log₁₀|value|⌋ − s + 1), and 0 for the number 0, which has no last digit.</returns>
    /// <exception cref="ArgumentException">The precision is a floating-point format.</exception>
    public static double Unit(NumberPrecision precision, double value) => precision switch
    {
        NumberPrecision.Decimals decimals => PowerOfTen(-decimals.Count),
        NumberPrecision.Significant significant => value == 0 ? 0 : PowerOfTen(Exponent(Math.Abs(value)) - significant.Count + 1),
        NumberPrecision.ByQuantity several => Unit(several.General, value),
        _ => throw new ArgumentException("A floating-point format has no decimal digits.", nameof(precision)),
    };

    /// <summary>How far two numbers at a tie may seem to be from it, because decimal digits have no exact binary form.</summary>
    internal static double TieSlack(double x, double y) => Math.ScaleB(Math.Abs(x) + Math.Abs(y), -51);

    /// <summary>The unit of the last digit that a number is written with: 0.01 for 0.25, and 1, the smallest possible, for 25.</summary>
    internal static double WrittenUnit(double value)
    {
        string shortest = Math.Abs(value).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        int digits = shortest.Split('E')[0].Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('0').TrimEnd('0').Length;
        return PowerOfTen(Math.Min(0, Exponent(Math.Abs(value)) - Math.Max(digits, 1) + 1));
    }

    /// <summary>⌊log₁₀ x⌋, correct at powers of ten as well.</summary>
    internal static int Exponent(double x)
    {
        int exponent = (int)Math.Floor(Math.Log10(x));
        return PowerOfTen(exponent + 1) <= x ? exponent + 1 : PowerOfTen(exponent) > x ? exponent - 1 : exponent;
    }

    /// <summary>The double nearest to 10ⁿ.</summary>
    internal static double PowerOfTen(int n) => n >= 0 && n < PowersOfTen.Length ? PowersOfTen[n]
        : n < 0 && n > -PowersOfTen.Length ? 1 / PowersOfTen[-n]
        : double.Parse(
            FormattableString.Invariant($"1e{n}"),
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture);
}
