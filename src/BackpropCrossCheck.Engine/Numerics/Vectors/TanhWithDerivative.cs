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
        bool isNormal = T.AreAtLeast(x, T.All(LogisticDensity.SmallestNormal));
        var one = T.All(1);
        T unscaled = one + parts.Q;

        // Where 2ⁿ underflows, a is far from 0, and only e counts.
        T scale = parts.Scale;
        T e = parts.Scaled(unscaled, scale, isNormal);
        T sum = one + e;
        T isNear = x + T.All(2);
        T quotient = T.UnlessNegative(isNear, one - scale - (scale * parts.Q), e + e) / sum;
        value = T.WithSign(T.UnlessNegative(isNear, quotient, one - quotient), a);
        derivative = parts.Scaled(T.All(4) * unscaled / LogisticDensity.Square(sum, e), scale, isNormal);
    }

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (HyperbolicTangent.Of(a), HyperbolicSecantSquared.Of(a));
}
