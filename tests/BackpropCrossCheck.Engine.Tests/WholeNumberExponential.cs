using System.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>eˣ in whole numbers: a calculation of its own, with far more digits than a double, even where eˣ is the smallest
/// double.</summary>
internal static class WholeNumberExponential
{
    /// <summary>Numbers are multiples of 2^−Fraction: some 90 digits of the smallest double, 5·10⁻³²⁴.</summary>
    public const int Fraction = 1400;

    private const int Halvings = 16;

    /// <summary>1.</summary>
    public static BigInteger One { get; } = BigInteger.One << Fraction;

    /// <summary>A double, exactly.</summary>
    public static BigInteger Of(double x)
    {
        int exponent = x == 0 ? 0 : Math.Max(Math.ILogB(x) - 52, -1074);
        return new BigInteger(Math.ScaleB(x, -exponent)) << (exponent + Fraction);
    }

    /// <summary>eˣ by Taylor's series of x/2¹⁶, squared 16 times.</summary>
    public static BigInteger Exp(BigInteger x)
    {
        BigInteger small = x >> Halvings;
        BigInteger term = One;
        BigInteger sum = One;
        for (int k = 1; !term.IsZero && !(term + BigInteger.One).IsZero; k++)
        {
            term = Product(term, small) / k;
            sum += term;
        }

        for (int i = 0; i < Halvings; i++)
        {
            sum = Product(sum, sum);
        }

        return sum;
    }

    /// <summary>x·y.</summary>
    public static BigInteger Product(BigInteger x, BigInteger y) => (x * y) >> Fraction;

    /// <summary>How far a result is from numerator/denominator, in units in the last place of that; 2⁻¹⁰⁷⁴ where it is subnormal.</summary>
    public static double Ulps(double result, BigInteger numerator, BigInteger denominator)
    {
        BigInteger value = BigInteger.Abs(numerator << Fraction) / denominator;
        int exponent = (int)value.GetBitLength() - 1 - Fraction;
        int ulp = Math.Max(exponent - 52, -1074);
        var difference = BigInteger.Abs(Of(result) - ((numerator << Fraction) / denominator));
        return (double)((difference * 1000) >> (ulp + Fraction)) / 1000;
    }
}
