using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary><see cref="HyperbolicTangent"/> and <see cref="HyperbolicSecantSquared"/> from one e = e^(−2|a|).</summary>
internal readonly struct TanhWithDerivative : IUnitFunctionWithDerivative
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
    {
        T x = T.All(-2) * T.Abs(a);
        var parts = ExponentialInLanes<T>.Of(T.AtLeast(x, T.All(LogisticDensity.Smallest)));
        parts.Scales(out T half, out T rest);
        var one = T.All(1);
        T unscaled = one + parts.Q;
        T e = unscaled * half * rest;
        T sum = one + e;

        // Where a is far from 0, the power of two may underflow; it counts only where |a| is below 1.
        T scale = half * rest;
        T isNear = x + T.All(2);
        T quotient = T.UnlessNegative(isNear, one - scale - (scale * parts.Q), e + e) / sum;
        value = T.WithSign(T.UnlessNegative(isNear, quotient, one - quotient), a);
        derivative = T.All(4) * unscaled / LogisticDensity.Square(sum, e) * half * rest;
    }

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (HyperbolicTangent.Of(a), HyperbolicSecantSquared.Of(a));
}
