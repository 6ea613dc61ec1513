using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary><see cref="HyperbolicTangent"/> and <see cref="HyperbolicSecantSquared"/> from one e = e^(−2|a|).</summary>
internal readonly struct TanhWithDerivative : IUnitFunctionWithDerivative
{
    public static double Near => 345;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfNear<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
    {
        T x = T.All(-2) * T.Abs(a);
        var parts = ExponentialInLanes<T>.Of(x);
        T scale = parts.Scale;
        var one = T.All(1);
        T unscaled = one + parts.Q;
        T e = unscaled * scale;
        T sum = one + e;
        T isBelowOne = x + T.All(2);
        T quotient = T.UnlessNegative(isBelowOne, one - scale - (scale * parts.Q), e + e) / sum;
        value = T.WithSign(T.UnlessNegative(isBelowOne, quotient, one - quotient), a);
        derivative = T.All(4) * unscaled / LogisticDensity.Square(sum, e) * scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
        => (value, derivative) = (HyperbolicTangent.Of(a), HyperbolicSecantSquared.Of(a));

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (HyperbolicTangent.Of(a), HyperbolicSecantSquared.Of(a));
}
