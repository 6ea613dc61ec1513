using System.Diagnostics;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>A .NET program and how long its runs took.</summary>
/// <param name="program">Its assembly.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class TimedCommand(string program, params string[] arguments)
{
    private readonly List<double> _milliseconds = [];

    /// <summary>The median of the runs in milliseconds.</summary>
    public double Median => MedianOf(_milliseconds);

    /// <summary>The fastest run in milliseconds.</summary>
    public double Fastest => _milliseconds.Min();

    /// <summary>The median ratio of each run to the other command's run in the same round.</summary>
    /// <param name="other">The other, run as often.</param>
    public double MedianRatioTo(TimedCommand other) => MedianOf(_milliseconds.Zip(other._milliseconds, (own, others) => own / others));

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">The program failed, so its time means nothing.</exception>
    public void Run()
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true };
        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        _milliseconds.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
        }
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
