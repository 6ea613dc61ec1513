using System.Globalization;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Runs two builds of backprop-check on the same files in turn: what a change costs or saves.</summary>
internal static class Starts
{
    private const int Rounds = 41;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="before">The path of one backprop-check.dll.</param>
    /// <param name="after">That of the other.</param>
    /// <param name="path">A fixture, or a folder of them.</param>
    /// <returns>The exit code.</returns>
    public static int Measure(string before, string after, string path)
    {
        TimedCommand empty = new(typeof(Starts).Assembly.Location, "empty");
        TimedCommand first = new(before, "check", path, "--oracle", "none", "--quiet");
        TimedCommand second = new(after, "check", path, "--oracle", "none", "--quiet");
        for (int round = 0; round < Rounds; round++)
        {
            empty.Run();
            (round % 2 == 0 ? first : second).Run();
            (round % 2 == 0 ? second : first).Run();
        }

        Console.WriteLine("| what | median | fastest | processor time, fastest |");
        Console.WriteLine("|---|---|---|---|");
        Row("an empty program", empty);
        Row("before", first);
        Row("after", second);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| after / before | {second.MedianRatioTo(first):F3} | {second.Fastest / first.Fastest:F3} | {second.LeastWork / first.LeastWork:F3} |"));
        return 0;
    }

    private static void Row(string what, TimedCommand command)
        => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {command.Median:F0} ms | {command.Fastest:F0} ms | {command.LeastWork:F0} ms |"));
}
