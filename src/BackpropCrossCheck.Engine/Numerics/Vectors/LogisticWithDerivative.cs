using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary><see cref="Logistic"/> and <see cref="LogisticDensity"/> from one e = e^(−|a|).</summary>
internal readonly struct LogisticWithDerivative : IUnitFunctionWithDerivative
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
    {
        var parts = ExponentialInLanes<T>.Of(T.AtLeast(T.All(-1) * T.Abs(a), T.All(LogisticDensity.Smallest)));
        parts.Scales(out T half, out T rest);
        var one = T.All(1);
        T unscaled = one + parts.Q;
        T e = unscaled * half * rest;
        T sum = one + e;
        value = T.UnlessNegative(a, one / sum, unscaled / sum * half * rest);
        derivative = unscaled / LogisticDensity.Square(sum, e) * half * rest;
    }

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (Logistic.Of(a), LogisticDensity.Of(a));
}
