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
        T magnitude = T.Abs(a);
        var parts = ExponentialInLanes<T>.Of(magnitude, -2);
        T scale = parts.Scale;
        T e = T.MultiplyAdd(scale, parts.Q, scale);
        var one = T.All(1);
        T sum = one + e;

        // Products with a power of two are exact. That e − 1 is negative does not matter: the sign is that of a.
        T isBelowOne = one - magnitude;
        T quotient = T.UnlessNegative(isBelowOne, T.MultiplyAdd(scale, parts.Q, scale - one), e + e) / sum;
        value = T.WithSign(T.UnlessNegative(isBelowOne, quotient, one - quotient), a);
        derivative = T.All(4) * e / LogisticDensity.Square(sum, e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
        => (value, derivative) = (HyperbolicTangent.Of(a), HyperbolicSecantSquared.Of(a));

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (HyperbolicTangent.Of(a), HyperbolicSecantSquared.Of(a));
}
