using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>σ(a) = 1/(1 + e⁻ᵃ), accurate in both tails: for negative a it is e/(1 + e) with e = eᵃ.</summary>
internal readonly struct Logistic : IUnitFunction
{
    /// <summary>e raised to this power is 0.</summary>
    private const double Smallest = -760;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a)
        where T : struct, ILanes<T>
    {
        var parts = ExponentialInLanes<T>.Of(T.AtLeast(T.All(-1) * T.Abs(a), T.All(Smallest)));
        T one = T.All(1);
        T unscaled = one + parts.Q;
        T sum = one + parts.Scaled(unscaled);
        return T.UnlessNegative(a, one / sum, parts.Scaled(unscaled / sum));
    }

    public static double Of(double a)
    {
        double x = -Math.Abs(a);
        var parts = new Exponential(x < Smallest ? Smallest : x);
        double unscaled = 1 + parts.Q;
        double sum = 1 + parts.Scaled(unscaled);
        return a < 0 ? parts.Scaled(unscaled / sum) : 1 / sum;
    }
}
