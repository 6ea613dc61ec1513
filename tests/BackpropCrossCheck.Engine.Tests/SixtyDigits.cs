using System.Globalization;
using System.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A decimal number, exact: <see cref="Digits"/>·10^<see cref="Exponent"/>.</summary>
internal sealed record SixtyDigits(BigInteger Digits, int Exponent)
{
    private const int SmallestPowerOfTwo = -1074;
    private const int Mantissa = 53;

    /// <summary>Reads "-1.25e-7".</summary>
    public static SixtyDigits Parse(string text)
    {
        string[] parts = text.Split('e');
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        int behind = point < 0 ? 0 : parts[0].Length - point - 1;
        int exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        string digits = parts[0].Replace(".", string.Empty, StringComparison.Ordinal);
        return new SixtyDigits(BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent - behind);
    }

    /// <summary>How far a result is from the number, in units of u = 2⁻⁵³ relative to a scale; if that is subnormal, in units of
    /// 2⁻¹⁰⁷⁴.</summary>
    public double Error(double result, SixtyDigits scale)
    {
        if (!double.IsFinite(result))
        {
            return double.PositiveInfinity;
        }

        // All sides times 2^1074 and a power of ten are whole numbers.
        int tens = Math.Max(0, Math.Max(-Exponent, -scale.Exponent));
        var one = BigInteger.Pow(10, tens);
        var difference = BigInteger.Abs((Whole(result) * one) - Whole(tens));
        var size = BigInteger.Abs(scale.Whole(tens));
        return size < (one << Mantissa - 1) ? Quotient(difference, one) : Quotient(difference << Mantissa, size);
    }

    /// <summary>The number times 2^1074 and 10^tens.</summary>
    private BigInteger Whole(int tens) => (Digits * BigInteger.Pow(10, Exponent + tens)) << -SmallestPowerOfTwo;

    /// <summary>result·2^1074.</summary>
    private static BigInteger Whole(double result)
    {
        int exponent = Math.Max(Math.ILogB(result == 0 ? 1 : result) - Mantissa + 1, SmallestPowerOfTwo);
        return new BigInteger(Math.ScaleB(result, -exponent)) << (exponent - SmallestPowerOfTwo);
    }

    private static double Quotient(BigInteger numerator, BigInteger denominator) => (double)(numerator * 1000 / denominator) / 1000;
}
