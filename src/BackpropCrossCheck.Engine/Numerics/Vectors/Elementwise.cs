using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>A function of one number over many.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
internal static unsafe class Elementwise<TFunction>
    where TFunction : struct, IUnitFunction
{
    /// <summary>From this many numbers on, registers are filled.</summary>
    private const int WorthVectors = 8;

    /// <summary>Compiling for registers pays from this many numbers on, in one call or in all so far.</summary>
    private const int WorthCompiling = 1 << 14;

    // A race may lose some; the results are the same.
    private static long _beforeCompiling;

    /// <summary>results = f(a).</summary>
    /// <param name="a">Any numbers.</param>
    /// <param name="results">As many; overwritten. It does not overlap <paramref name="a"/>.</param>
    public static void Of(ReadOnlySpan<double> a, Span<double> results)
    {
        fixed (double* from = a, to = results)
        {
            Run(from, null, to, a.Length);
        }
    }

    /// <summary>results = f(a)·factors.</summary>
    /// <param name="a">Any numbers.</param>
    /// <param name="factors">As many.</param>
    /// <param name="results">As many; overwritten. It overlaps neither of the others.</param>
    public static void Times(ReadOnlySpan<double> a, ReadOnlySpan<double> factors, Span<double> results)
    {
        fixed (double* from = a, by = factors, to = results)
        {
            Run(from, by, to, a.Length);
        }
    }

    private static void Run(double* a, double* factors, double* results, int count)
    {
        if (count < WorthVectors || !IsWorthCompiling(count))
        {
            RunOneByOne(a, factors, results, count);
        }
        else
        {
            RunInRegisters(a, factors, results, count);
        }
    }

    // What asks for the processor's registers cannot be compiled ahead of time, and few numbers do not need it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunInRegisters(double* a, double* factors, double* results, int count)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            RunIn<EightLanes>(a, factors, results, count);
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            RunIn<FourLanes>(a, factors, results, count);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            RunIn<TwoLanes>(a, factors, results, count);
        }
        else
        {
            RunOneByOne(a, factors, results, count);
        }
    }

    private static bool IsWorthCompiling(int count)
    {
        if (_beforeCompiling < WorthCompiling)
        {
            _beforeCompiling += count;
        }

        return _beforeCompiling >= WorthCompiling;
    }

    private static void RunOneByOne(double* a, double* factors, double* results, int count)
    {
        for (int i = 0; i < count; i++)
        {
            double value = TFunction.Of(a[i]);
            results[i] = factors is null ? value : value * factors[i];
        }
    }

    /// <summary>The last register starts early enough to be full; what it repeats comes out the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunIn<T>(double* a, double* factors, double* results, int count)
        where T : struct, ILanes<T>
    {
        for (int i = 0; i < count; i += T.Count)
        {
            int at = Math.Min(i, count - T.Count);
            T value = TFunction.Of(T.Load(a + at));
            (factors is null ? value : value * T.Load(factors + at)).Store(results + at);
        }
    }
}
