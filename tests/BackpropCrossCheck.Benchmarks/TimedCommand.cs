using System.Diagnostics;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>A .NET program and how long its runs took.</summary>
/// <param name="program">Its assembly.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class TimedCommand(string program, params string[] arguments)
{
    private readonly List<double> _milliseconds = [];

    /// <summary>The median of the runs in milliseconds.</summary>
    public double Median => _milliseconds.Order().ElementAt(_milliseconds.Count / 2);

    /// <summary>The fastest run in milliseconds.</summary>
    public double Fastest => _milliseconds.Min();

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed: then its time says nothing.</exception>
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
}
