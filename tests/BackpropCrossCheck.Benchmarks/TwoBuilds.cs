using System.Diagnostics;
using System.Globalization;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Runs two builds of backprop-check on the same files in turn: what a change costs or saves.</summary>
internal static class TwoBuilds
{
    private const int FewestRounds = 7;
    private const int MostRounds = 41;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Measures and prints a table.</summary>
    /// <param name="before">The path of one backprop-check.dll.</param>
    /// <param name="after">That of the other.</param>
    /// <param name="path">A fixture, or a folder of them.</param>
    /// <returns>The exit code.</returns>
    public static int Measure(string before, string after, string path)
    {
        TimedCommand empty = new(typeof(TwoBuilds).Assembly.Location, "empty");
        TimedCommand first = new(before, "check", path, "--oracle", "none");
        TimedCommand second = new(after, "check", path, "--oracle", "none");
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds && (round < FewestRounds || Stopwatch.GetElapsedTime(start) < Patience); round++)
        {
            empty.Run();
            (round % 2 == 0 ? first : second).Run();
            (round % 2 == 0 ? second : first).Run();
        }

        Console.WriteLine("| what | median | fastest |");
        Console.WriteLine("|---|---|---|");
        Row("an empty program", empty);
        Row("before", first);
        Row("after", second);
        double ratio = second.MedianRatioTo(first);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| after / before | {ratio:F3} | {second.Fastest / first.Fastest:F3} |"));
        return 0;
    }

    private static void Row(string what, TimedCommand command)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {command.Median:F0} ms | {command.Fastest:F0} ms |"));
}
