using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary><see cref="Logistic"/> and <see cref="LogisticDensity"/> from one e = e^(−|a|).</summary>
internal readonly struct LogisticWithDerivative : IUnitFunctionWithDerivative
{
    public static double Near => 690;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfNear<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
    {
        var parts = ExponentialInLanes<T>.Of(T.Abs(a), -1);
        T scale = parts.Scale;

        // Products with a power of two are exact.
        T e = T.MultiplyAdd(scale, parts.Q, scale);
        var one = T.All(1);
        T sum = one + e;
        value = T.UnlessNegative(a, one, e) / sum;
        derivative = e / LogisticDensity.Square(sum, e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
        => (value, derivative) = (Logistic.Of(a), LogisticDensity.Of(a));

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (Logistic.Of(a), LogisticDensity.Of(a));
}
