using System.Diagnostics;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Measures two ways of doing the same thing in turn.</summary>
/// <remarks>It counts the processor time of this process, so that other programs disturb it little.</remarks>
internal static class InTurn
{
    private const int Rounds = 31;
    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(15);

    /// <summary>The runtime compiles a method again, to its last form, in the background and after pauses of a tenth of a second.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Measures both.</summary>
    /// <param name="kept">The way that the program goes.</param>
    /// <param name="plain">The other.</param>
    public static Timing Of(Action kept, Action plain)
    {
        WarmUpBoth(kept, plain);
        int repetitions = Math.Max(Repetitions(kept), Repetitions(plain));
        double[] first = new double[Rounds];
        double[] second = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            // The second of a pair finds warm caches, so the two take turns at being second.
            bool turned = round % 2 == 1;
            double before = Microseconds(turned ? plain : kept, repetitions);
            double after = Microseconds(turned ? kept : plain, repetitions);
            (first[round], second[round]) = turned ? (after, before) : (before, after);
        }

        double[] ratios = [.. second.Zip(first, (other, own) => other / own).Order()];
        return new Timing(first.Min(), second.Min(), ratios[Rounds / 2], (double)Allocated(plain) / Allocated(kept));
    }

    private static void WarmUpBoth(Action kept, Action plain)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            kept();
            plain();
        }
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>How often an action must run to be measured well.</summary>
    private static int Repetitions(Action action)
    {
        int repetitions = 1;
        while (Microseconds(action, repetitions) * repetitions < Span.TotalMicroseconds)
        {
            repetitions *= 2;
        }

        return repetitions;
    }

    private static double Microseconds(Action action, int repetitions)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < repetitions; i++)
        {
            action();
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / repetitions;
    }
}
