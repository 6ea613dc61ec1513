using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>1/cosh²(a) = 4e/(1 + e)² with e = e^(−2|a|), the derivative of tanh; nothing cancels where tanh saturates.</summary>
internal readonly struct HyperbolicSecantSquared : IUnitFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a)
        where T : struct, ILanes<T>
        => LogisticDensity.Of(T.All(-2) * T.Abs(a), T.All(4));

    public static double Of(double a) => LogisticDensity.Of(-2 * Math.Abs(a), 4);
}
