using System.Globalization;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Whole runs of backprop-check, start included, in turn with an empty program: what counts are ratios and differences within one
/// run.</summary>
internal static class WholeRuns
{
    private const int Rounds = 21;
    private const int Copies = 20000;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="program">The path of backprop-check.dll.</param>
    /// <param name="fixture">That of a small fixture with two recorded entries or more.</param>
    /// <returns>The exit code.</returns>
    public static int Measure(string program, string fixture)
    {
        using var copies = new FixtureCopies(fixture, Copies);
        TimedCommand empty = new(typeof(WholeRuns).Assembly.Location, "empty");
        TimedCommand single = new(program, "check", fixture, "--oracle", "none");
        TimedCommand many = new(program, "check", copies.Folder, "--oracle", "none", "--quiet");
        for (int round = 0; round < Rounds; round++)
        {
            empty.Run();
            single.Run();
            if (round % 4 == 0)
            {
                many.Run();
            }
        }

        double perSecond = Copies / (many.Median - empty.Median) * 1000;
        Console.WriteLine("| what | median | fastest |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| an empty program | {empty.Median:F0} ms | {empty.Fastest:F0} ms |"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| one fixture | + {single.Median - empty.Median:F0} ms | + {single.Fastest - empty.Fastest:F0} ms |"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {Copies} fixtures | {perSecond:F0} a second | {Copies / (many.Fastest - empty.Fastest) * 1000:F0} a second |"));
        return 0;
    }
}
