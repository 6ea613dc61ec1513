using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary><see cref="Logistic"/> and <see cref="LogisticDensity"/> from one e = e^(−|a|).</summary>
internal readonly struct LogisticWithDerivative : IUnitFunctionWithDerivative
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T a, out T value, out T derivative)
        where T : struct, ILanes<T>
    {
        T x = T.All(-1) * T.Abs(a);
        var parts = ExponentialInLanes<T>.Of(T.AtLeast(x, T.All(LogisticDensity.Smallest)));
        bool isNormal = T.AreAtLeast(x, T.All(LogisticDensity.SmallestNormal));
        T scale = parts.Scale;
        var one = T.All(1);
        T unscaled = one + parts.Q;
        T e = parts.Scaled(unscaled, scale, isNormal);
        T sum = one + e;
        value = T.UnlessNegative(a, one / sum, parts.Scaled(unscaled / sum, scale, isNormal));
        derivative = parts.Scaled(unscaled / LogisticDensity.Square(sum, e), scale, isNormal);
    }

    public static void Of(double a, out double value, out double derivative)
        => (value, derivative) = (Logistic.Of(a), LogisticDensity.Of(a));
}
