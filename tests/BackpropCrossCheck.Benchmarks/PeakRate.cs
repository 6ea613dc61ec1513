using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>What the processor can do at most: two threads of multiplications and additions that never leave the registers.</summary>
internal static class PeakRate
{
    private const int Rounds = 20_000_000;
    private const int Chains = 12;
    private const int Operations = 2;

    private static double _sink;

    /// <summary>Measures it.</summary>
    /// <returns>10⁹ operations in float64 a second; a multiplication and an addition are two.</returns>
    public static double Measure()
    {
        Run();
        long start = Stopwatch.GetTimestamp();
        var other = new Thread(Run);
        other.Start();
        Run();
        other.Join();
        int width = Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector256<double>.Count;
        return 2.0 * Rounds * Chains * Operations * width / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    private static void Run() => _sink = Vector512.IsHardwareAccelerated ? Wide() : Narrow();

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Wide()
    {
        var x = Vector512.Create(0.999);
        var y = Vector512.Create(0.001);
        Vector512<double> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Narrow()
    {
        var x = Vector256.Create(0.999);
        var y = Vector256.Create(0.001);
        Vector256<double> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
