using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>With e = e^(−2|a|), |tanh(a)| is (1 − e)/(1 + e), accurate near 0 if 1 − e is; from 1 on it is 1 − 2e/(1 + e).</summary>
internal readonly struct HyperbolicTangent : IUnitFunction
{
    /// <summary>e raised to this power no longer changes the result.</summary>
    private const double Smallest = -100;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a)
        where T : struct, ILanes<T>
    {
        T x = T.AtLeast(T.All(-2) * T.Abs(a), T.All(Smallest));
        var parts = ExponentialInLanes<T>.Of(x);
        T scale = parts.Scale;
        T e = T.MultiplyAdd(scale, parts.Q, scale);

        // For |a| below 1, 1 − 2ⁿ is exact.
        T oneMinusE = T.All(1) - scale - (scale * parts.Q);
        T isNear = x + T.All(2);
        T quotient = T.UnlessNegative(isNear, oneMinusE, e + e) / (T.All(1) + e);
        return T.WithSign(T.UnlessNegative(isNear, quotient, T.All(1) - quotient), a);
    }

    public static double Of(double a)
    {
        double x = -2 * Math.Abs(a);
        var parts = new Exponential(x < Smallest ? Smallest : x);
        double scale = parts.Scale;
        double e = Math.FusedMultiplyAdd(scale, parts.Q, scale);
        double tanh = x + 2 < 0 ? 1 - ((e + e) / (1 + e)) : (1 - scale - (scale * parts.Q)) / (1 + e);
        return Math.CopySign(tanh, a);
    }
}
