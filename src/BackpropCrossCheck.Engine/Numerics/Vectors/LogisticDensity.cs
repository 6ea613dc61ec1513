using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>σ(a)·σ(−a) = e/(1 + e)² with e = e^(−|a|), the derivative of the sigmoid σ; nothing cancels where σ saturates.</summary>
internal readonly struct LogisticDensity : IUnitFunction
{
    /// <summary>e raised to this power is 0.</summary>
    private const double Smallest = -760;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a)
        where T : struct, ILanes<T>
        => Of(T.All(-1) * T.Abs(a), T.All(1));

    public static double Of(double a) => Of(-Math.Abs(a), 1.0);

    /// <summary>factor·eˣ/(1 + eˣ)² for x ≤ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<T>(T x, T factor)
        where T : struct, ILanes<T>
    {
        var parts = ExponentialInLanes<T>.Of(T.AtLeast(x, T.All(Smallest)));
        T one = T.All(1);
        T unscaled = one + parts.Q;
        T e = parts.Scaled(unscaled);
        return parts.Scaled(factor * unscaled / Square(one + e, e));
    }

    /// <summary>(1 + e)² with what the rounding of the sum has taken: it would count twice.</summary>
    /// <param name="sum">1 + e, rounded.</param>
    /// <param name="e">e, at least 0 and at most 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Square<T>(T sum, T e)
        where T : struct, ILanes<T>
    {
        T rest = e - (sum - T.All(1));
        return T.MultiplyAdd(sum, sum, (sum + sum) * rest);
    }

    /// <summary>factor·eˣ/(1 + eˣ)² for x ≤ 0.</summary>
    internal static double Of(double x, double factor)
    {
        var parts = new Exponential(x < Smallest ? Smallest : x);
        double unscaled = 1 + parts.Q;
        double e = parts.Scaled(unscaled);
        double sum = 1 + e;
        double rest = e - (sum - 1);
        double square = Math.FusedMultiplyAdd(sum, sum, (sum + sum) * rest);
        return parts.Scaled(factor * unscaled / square);
    }
}
