using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>A function of one number and its derivative over many, in registers as wide as there are numbers for.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
internal static unsafe class ElementwiseWithDerivative<TFunction>
    where TFunction : struct, IUnitFunctionWithDerivative
{
    /// <summary>values = f(a), derivatives = f'(a).</summary>
    /// <param name="a">Any numbers.</param>
    /// <param name="values">As many; overwritten.</param>
    /// <param name="derivatives">As many; overwritten. None of the three overlaps another.</param>
    public static void Of(ReadOnlySpan<double> a, Span<double> values, Span<double> derivatives)
    {
        fixed (double* from = a, to = values, second = derivatives)
        {
            int count = a.Length;
            if (Vector512.IsHardwareAccelerated && count >= Vector512<double>.Count)
            {
                RunIn<EightLanes>(from, to, second, count);
            }
            else if (Vector256.IsHardwareAccelerated && count >= Vector256<double>.Count)
            {
                RunIn<FourLanes>(from, to, second, count);
            }
            else if (count >= Vector128<double>.Count)
            {
                RunIn<TwoLanes>(from, to, second, count);
            }
            else
            {
                TFunction.Of(*from, out *to, out *second);
            }
        }
    }

    /// <summary>The last register starts early enough to be full; what it repeats comes out the same.</summary>
    /// <remarks>In a caller that the compiler put it into, it would no longer put all functions of the registers into it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunIn<T>(double* a, double* values, double* derivatives, int count)
        where T : struct, ILanes<T>
    {
        var near = T.All(TFunction.Near);
        for (int i = 0; i < count; i += T.Count)
        {
            int at = Math.Min(i, count - T.Count);
            var numbers = T.Load(a + at);
            if (!T.AreAtLeast(near, T.Abs(numbers)))
            {
                RunFar<T>(a + at, values + at, derivatives + at);
                continue;
            }

            TFunction.OfNear(numbers, out T value, out T derivative);
            value.Store(values + at);
            derivative.Store(derivatives + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunFar<T>(double* a, double* values, double* derivatives)
        where T : struct, ILanes<T>
    {
        TFunction.Of(T.Load(a), out T value, out T derivative);
        value.Store(values);
        derivative.Store(derivatives);
    }
}
