namespace BackpropCrossCheck.Engine.Numerics;

/// <content>The functions of the normal distribution.</content>
public static partial class ElementaryFunctions
{
    private const double InverseSqrtTwoPi = 0.3989422804014327;
    private const double InverseSqrtTwo = 0.7071067811865476;
    private const double SqrtPi = 1.772453850905516;

    /// <summary>Beyond this |a|, 1000·e^(−a²/2) is 0 in double precision.</summary>
    private const double NormalUnderflow = 40;

    /// <summary>Chebyshev coefficients of (1 + √π·x) e^(x²) erfc(x), computed with 50 digits from 64 Chebyshev nodes
    /// (tests/BackpropCrossCheck.Engine.Tests/References/erfc_coefficients.py). The omitted rest is below 4·10⁻¹⁹.</summary>
    /// <remarks>This is a field because a span property would look up its data and allocate at each call before the code is
    /// optimized.</remarks>
    private static readonly double[] ScaledErfcCoefficients =
    [
        1.0881503611752437,
        0.0402047399426324,
        -0.057427201438500816,
        -0.04320466885936442,
        -0.01924768634929452,
        -0.006402733165115557,
        -0.0016730928103943798,
        -0.0003425975096781383,
        -5.2253939627871464e-05,
        -4.954052535466061e-06,
        -5.4314986927763485e-09,
        8.243952205888912e-08,
        1.0628695851015335e-08,
        -3.749888825912608e-10,
        -2.4742501426500563e-10,
        -1.2615395489619393e-11,
        4.4940908799454116e-12,
        5.449779118185713e-13,
        -7.981456315953485e-14,
        -1.6097762011731174e-14,
        1.5724397662017588e-15,
        4.415306861062037e-16,
        -3.8108098604724955e-17,
        -1.2002064585404231e-17,
        1.1651281164722143e-18,
    ];

    /// <summary>φ(a), the density of the standard normal distribution.</summary>
    /// <param name="a">Any number.</param>
    public static double NormalDensity(double a) => TimesExpMinusHalfSquare(InverseSqrtTwoPi, a);

    /// <summary>Φ(a) = ½ erfc(−a/√2), the standard normal distribution function, accurate in its lower tail.</summary>
    /// <param name="a">Any number.</param>
    public static double NormalDistribution(double a)
    {
        double tail = TimesExpMinusHalfSquare(NormalTailRatio(a), a);
        return a < 0 ? tail : 1 - tail;
    }

    /// <summary>gelu, a·Φ(a), accurate in its lower tail, where Φ underflows before the product does.</summary>
    internal static double Gelu(double a)
        => a < 0 ? TimesExpMinusHalfSquare(a * NormalTailRatio(a), a) : a * NormalDistribution(a);

    /// <summary>The derivative of gelu, Φ(a) + a·φ(a).</summary>
    /// <remarks>It has a root at −0.75; there, the error is a few units in the last place of the larger term.</remarks>
    internal static double GeluDerivative(double a)
    {
        double magnitude = Math.Min(Math.Abs(a), NormalUnderflow);
        double difference = TimesExpMinusHalfSquare(NormalTailRatio(a) - (magnitude * InverseSqrtTwoPi), a);
        return a < 0 ? difference : 1 - difference;
    }

    /// <summary>The second derivative of gelu, φ(a)·(2 − a²), accurate in its tails, where φ underflows before the product does.</summary>
    internal static double GeluSecondDerivative(double a) => TimesExpMinusHalfSquare(InverseSqrtTwoPi * (2 - (a * a)), a);

    /// <summary>The a below which 1 + erf(a/√2) = 2Φ(a) is 0, since erf rounds to −1: 2Φ(a) = u/2.</summary>
    /// <param name="unitRoundoff">u.</param>
    internal static double LastOfOnePlusErf(double unitRoundoff)
    {
        (double low, double high) = (-NormalUnderflow, 0);
        for (double middle = low / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            (low, high) = 2 * NormalDistribution(middle) < unitRoundoff / 2 ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>(1 − Φ(|a|))·e^(a²/2) = ½ e^(x²) erfc(x) with x = |a|/√2: the tail of Φ without its exponential.</summary>
    private static double NormalTailRatio(double a) => 0.5 * ScaledErfc(Math.Abs(a) * InverseSqrtTwo);

    /// <summary>factor·e^(−a²/2) for |factor| below 1000. The square is split so that the exponential does not magnify its rounding error.
    /// The exponential is split into two roots so that it does not underflow before the product does.</summary>
    private static double TimesExpMinusHalfSquare(double factor, double a)
    {
        double magnitude = Math.Abs(a);
        if (magnitude > NormalUnderflow)
        {
            return 0;
        }

        double high = Math.Truncate(magnitude * 1024) / 1024;
        double root = Math.Exp(-0.25 * high * high);
        return factor * root * Math.Exp(-0.5 * (magnitude - high) * (magnitude + high)) * root;
    }

    /// <summary>e^(x²) erfc(x) for 0 ≤ x ≤ 28: a Chebyshev series in t = 4/(4 + x) on [1/8, 1], divided by 1 + √π·x, which has the same
    /// limits.</summary>
    /// <remarks>Summed by Clenshaw's recurrence in Reinsch's form: b and its differences d, starting from r = 2(s − 1), where s ∈ [−1, 1]
    /// is the argument of the polynomials. So nothing cancels near x = 0. Source: Gentleman, "An error analysis of Goertzel's (Watt's)
    /// method", The Computer Journal 12 (1969).</remarks>
    private static double ScaledErfc(double x)
    {
        double bounded = Math.Min(x, 28);
        double r = -bounded / (0.21875 * (4 + bounded));
        double b = 0;
        double d = 0;
        for (int j = ScaledErfcCoefficients.Length - 1; j > 0; j--)
        {
            d += (r * b) + ScaledErfcCoefficients[j];
            b += d;
        }

        return (ScaledErfcCoefficients[0] + ((0.5 * r * b) + d)) / (1 + (SqrtPi * bounded));
    }
}
