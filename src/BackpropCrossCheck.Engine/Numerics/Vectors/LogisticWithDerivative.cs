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
        var parts = ExponentialInLanes<T>.Of(T.All(-1) * T.Abs(a));
        T scale = parts.Scale;
        var one = T.All(1);
        T unscaled = one + parts.Q;
        T e = unscaled * scale;
        T sum = one + e;
        value = T.UnlessNegative(a, one / sum, unscaled / sum * scale);
        derivative = unscaled / LogisticDensity.Square(sum, e) * scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
        => (value, derivative) = (Logistic.Of(a), LogisticDensity.Of(a));

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (Logistic.Of(a), LogisticDensity.Of(a));
}
