namespace BackpropCrossCheck.Engine.Numerics;

/// <content>The approximation of gelu by tanh: a·σ(q) with q = 2√(2/π)·(a + 0.044715a³).</content>
public static partial class ElementaryFunctions
{
    // 2√(2/π) and 0.044715, each as a double and what it lacks.
    private const double GeluScale = 1.5957691216057308;
    private const double GeluScaleRest = -9.969308809110921e-17;
    private const double GeluCubic = 0.044715;
    private const double GeluCubicRest = 2.1960211427085596e-18;

    /// <summary>Beyond this |a|, e^(−|q|) times any power of a is 0 in double precision.</summary>
    private const double GeluTanhUnderflow = 25;

    /// <summary>The approximation of gelu, accurate in its lower tail.</summary>
    internal static double GeluTanh(double a)
    {
        if (a < -GeluTanhUnderflow)
        {
            return 0 * a;
        }

        (double q, double rest) = GeluArgument(a);
        return a >= 0 ? a / (1 + Math.Exp(-q)) : TimesExp(a / (1 + Math.Exp(q)), q) * (1 + rest);
    }

    /// <summary>σ(q) + a·q'·σ(q)·σ(−q).</summary>
    /// <remarks>It has a root at −0.75; there, the error is a few units in the last place of the larger term.</remarks>
    internal static double GeluTanhDerivative(double a)
    {
        if (Math.Abs(a) > GeluTanhUnderflow)
        {
            return a > 0 ? 1 : 0;
        }

        (double q, double rest) = GeluArgument(a);
        double below = 1 / (1 + Math.Exp(-Math.Abs(q)));
        double slope = a * GeluSlope(a);
        return a >= 0 ? below + TimesExp(slope * below * below, -q) : TimesExp(below * (1 + (slope * below)), q) * (1 + rest);
    }

    /// <summary>σ(q)·σ(−q)·(2q' + a·q'' − a·q'²·(2σ(q) − 1)).</summary>
    internal static double GeluTanhSecondDerivative(double a)
    {
        if (Math.Abs(a) > GeluTanhUnderflow)
        {
            return 0 * a;
        }

        (double q, double rest) = GeluArgument(a);
        double below = 1 / (1 + Math.Exp(-Math.Abs(q)));
        double slope = GeluSlope(a);
        double factor = (2 * slope) + (a * 6 * GeluScale * GeluCubic * a) - (a * slope * slope * Math.Tanh(0.5 * q));
        return TimesExp(factor * below * below, -Math.Abs(q)) * (a >= 0 ? 1 - rest : 1 + rest);
    }

    /// <summary>q' = 2√(2/π)·(1 + 3·0.044715a²).</summary>
    private static double GeluSlope(double a) => GeluScale * (1 + (3 * GeluCubic * a * a));

    /// <summary>q, and what its rounding has taken: an exponential would magnify the error by |q|.</summary>
    private static (double Value, double Error) GeluArgument(double a)
    {
        double square = a * a;
        double squareRest = Math.FusedMultiplyAdd(a, a, -square);
        double cubic = GeluCubic * square;
        double cubicRest = Math.FusedMultiplyAdd(GeluCubic, square, -cubic) + (GeluCubicRest * square) + (GeluCubic * squareRest);
        double sum = 1 + cubic;
        double sumRest = cubic < 1 ? cubic - (sum - 1) : 1 - (sum - cubic);
        sumRest += cubicRest;
        double product = a * sum;
        double productRest = Math.FusedMultiplyAdd(a, sum, -product) + (a * sumRest);
        double q = GeluScale * product;
        double rest = Math.FusedMultiplyAdd(GeluScale, product, -q) + (GeluScaleRest * product) + (GeluScale * productRest);
        return (q, rest);
    }
}
