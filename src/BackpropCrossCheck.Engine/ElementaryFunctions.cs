namespace BackpropCrossCheck.Engine;

/// <summary>Functions that lose accuracy when they are written down naively: near 0, in the tails, at large arguments.</summary>
/// <remarks>Relative errors are a few units in the last place wherever the result is a normal number; NaN gives NaN.</remarks>
public static class ElementaryFunctions
{
    private const double InverseSqrtTwoPi = 0.3989422804014327;
    private const double InverseSqrtTwo = 0.7071067811865476;

    /// <summary>eˣ − 1, accurate near 0.</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>Kahan's formula: the rounding error of u = eˣ cancels between u − 1 and ln u. Source: Higham, "Accuracy and Stability of Numerical
    /// Algorithms", section 1.14.1.</remarks>
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
    /// <remarks>The companion of <see cref="ExpMinusOne"/>: the rounding error of 1 + x cancels. Source: as there.</remarks>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>1/(1 + e⁻ᵃ), accurate in both tails.</summary>
    /// <param name="a">Any number.</param>
    public static double Sigmoid(double a)
    {
        double e = Math.Exp(-Math.Abs(a));
        return a >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>ln(1 + eᵃ), without overflow and accurate in both tails.</summary>
    /// <param name="a">Any number.</param>
    public static double Softplus(double a) => Math.Max(a, 0) + LogOnePlus(Math.Exp(-Math.Abs(a)));

    /// <summary>1/cosh²(a), the derivative of tanh; it does not cancel where tanh saturates.</summary>
    /// <param name="a">Any number.</param>
    public static double SechSquared(double a)
    {
        double e = Math.Exp(-2 * Math.Abs(a));
        return 4 * e / ((1 + e) * (1 + e));
    }

    /// <summary>φ(a), the density of the standard normal distribution.</summary>
    /// <param name="a">Any number.</param>
    public static double NormalDensity(double a) => InverseSqrtTwoPi * ExpMinusHalfSquare(a);

    /// <summary>Φ(a) = ½ erfc(−a/√2), the standard normal distribution function, accurate in its lower tail.</summary>
    /// <param name="a">Any number.</param>
    public static double NormalDistribution(double a)
    {
        double tail = 0.5 * ScaledErfc(Math.Abs(a) * InverseSqrtTwo) * ExpMinusHalfSquare(a);
        return a < 0 ? tail : 1 - tail;
    }

    /// <summary>e^(−a²/2). The square is split so that its rounding error is not magnified by the exponential.</summary>
    private static double ExpMinusHalfSquare(double a)
    {
        double magnitude = Math.Abs(a);
        if (magnitude > 40)
        {
            return 0;
        }

        double high = Math.Truncate(magnitude * 1024) / 1024;
        return Math.Exp(-0.5 * high * high) * Math.Exp(-0.5 * (magnitude - high) * (magnitude + high));
    }

    /// <summary>e^(x²) erfc(x) for 0 ≤ x ≤ 28: t = 4/(4 + x) times a Chebyshev series in t on [1/8, 1].</summary>
    private static double ScaledErfc(double x)
    {
        double t = 4 / (4 + Math.Min(x, 28));
        double s = ((2 * t) - 1.125) / 0.875;
        double b1 = 0;
        double b2 = 0;
        for (int j = ScaledErfcCoefficients.Length - 1; j > 0; j--)
        {
            (b1, b2) = ((2 * s * b1) - b2 + ScaledErfcCoefficients[j], b1);
        }

        return t * ((s * b1) - b2 + ScaledErfcCoefficients[0]);
    }

    /// <summary>Chebyshev coefficients of e^(x²) erfc(x) / t on t ∈ [1/8, 1], computed with 50 digits from 64 Chebyshev nodes; the truncation error is
    /// below 3·10⁻¹⁹ relative.</summary>
    private static ReadOnlySpan<double> ScaledErfcCoefficients =>
    [
        0.433513304937663,
        0.37561162527325864,
        0.13597580260479128,
        0.04152139511645642,
        0.010668119014367688,
        0.0022716758887598968,
        0.00038683266576319207,
        4.8309249294524275e-05,
        3.2269649937230364e-06,
        -2.0758850640240116e-07,
        -7.912410900435882e-08,
        -5.978384169224059e-09,
        7.948620327022996e-10,
        1.8616544914145537e-10,
        -1.290624643331432e-12,
        -3.981527966888459e-12,
        -1.9126461142493326e-13,
        8.18530604747156e-14,
        7.317800840070255e-15,
        -1.8099953685081728e-15,
        -2.1242466105729837e-16,
        4.530572314739712e-17,
        5.602770488418063e-18,
        -1.2878385097794766e-18,
        -1.3562256886237737e-19,
    ];
}
