using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>Functions whose obvious formulas lose accuracy: near 0, in the tails, at large arguments.</summary>
/// <remarks>Errors are at most 4 units in the last place, for subnormal results as well (measured against 50 digits, AccuracyTest). NaN
/// gives NaN.</remarks>
public static partial class ElementaryFunctions
{
    /// <summary>Below this a, 1 + eᵃ is 1 in double precision.</summary>
    private const double NoCarry = -40;

    /// <summary>eˣ − 1, accurate near 0.</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>Kahan's formula: the rounding error of u = eˣ cancels between u − 1 and ln u. Source: Higham, "Accuracy and Stability of
    /// Numerical Algorithms", section 1.14.1.</remarks>
    public static double ExpMinusOne(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        double difference = u - 1;
        return difference == -1 || double.IsInfinity(u) ? difference : difference * (x / Math.Log(u));
    }

    /// <summary>ln(1 + x), accurate near 0; NaN below −1.</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>Like <see cref="ExpMinusOne"/>: the rounding error of 1 + x cancels. Same source.</remarks>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>1/(1 + e⁻ᵃ), accurate in both tails.</summary>
    /// <param name="a">Any number.</param>
    public static double Sigmoid(double a) => Logistic.Of(a);

    /// <summary>ln(1 + eᵃ), without overflow and accurate in both tails.</summary>
    /// <param name="a">Any number.</param>
    public static double Softplus(double a) => Math.Max(a, 0) + LogOnePlus(Math.Exp(-Math.Abs(a)));

    /// <summary>The derivative of the sigmoid σ, σ(a)·σ(−a); this form does not cancel where the sigmoid saturates.</summary>
    /// <param name="a">Any number.</param>
    public static double SigmoidDerivative(double a) => LogisticDensity.Of(a);

    /// <summary>The derivative of tanh, 1/cosh²(a); this form does not cancel where tanh saturates.</summary>
    /// <param name="a">Any number.</param>
    public static double SechSquared(double a) => HyperbolicSecantSquared.Of(a);

    /// <summary>tanh(a), with the same bits on every machine.</summary>
    /// <param name="a">Any number.</param>
    internal static double Tanh(double a) => HyperbolicTangent.Of(a);

    /// <summary>swish, a/(1 + e⁻ᵃ), accurate in the lower tail, where the exponential underflows before the product does.</summary>
    internal static double Swish(double a) => a < NoCarry ? TimesExp(a, a) : a * Sigmoid(a);

    /// <summary>The derivative of swish, σ(a)·(1 + a·σ(−a)), with σ the sigmoid.</summary>
    /// <remarks>It has a root at −1.28; there, the error is a few units in the last place of the larger term.</remarks>
    internal static double SwishDerivative(double a) => a < NoCarry ? TimesExp(1 + a, a) : Sigmoid(a) * (1 + (a * Sigmoid(-a)));

    /// <summary>The second derivative of swish, σ(a)·σ(−a)·(2 + a·(σ(−a) − σ(a))), accurate in its tails.</summary>
    internal static double SwishSecondDerivative(double a)
    {
        double magnitude = Math.Abs(a);
        if (magnitude > -NoCarry)
        {
            return TimesExp(2 - magnitude, -magnitude);
        }

        double above = Sigmoid(a);
        double below = Sigmoid(-a);
        return above * below * (2 + (a * (below - above)));
    }

    /// <summary>factor·eᵃ for a ≤ 0. The exponential alone may underflow even if the product does not.</summary>
    internal static double TimesExp(double factor, double a)
    {
        if (a >= -700)
        {
            return factor * Math.Exp(a);
        }

        double root = Math.Exp(0.5 * a);
        return factor * root * root;
    }

    /// <summary>e^(a − b) for a ≤ b. The exponential would magnify the rounding error of the difference d by |d|, so the error is put back:
    /// e^(d + error) = e^d (1 + error).</summary>
    /// <remarks>Source of the error term: Møller 1965 and Knuth, "The Art of Computer Programming", volume 2, section 4.2.2, theorem
    /// B.</remarks>
    internal static double ExpOfDifference(double a, double b)
    {
        double d = a - b;
        if (d < -800)
        {
            return 0;
        }

        double virtualB = a - d;
        double error = a - (d + virtualB) + (virtualB - b);
        return Math.Exp(d) * (1 + error);
    }
}
