using System.Diagnostics;
using System.Globalization;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>What it costs to look for the causes of a failing fixture's discrepancies, warm.</summary>
internal static class DiagnosisCost
{
    /// <summary>As many as the compiler takes until it has compiled the code for good.</summary>
    private const int WarmingRounds = 40;

    private const int Rounds = 5;

    /// <summary>Measures and prints a line for each failing entry of the fixtures of a folder, the slowest first.</summary>
    /// <param name="path">The folder, or one fixture.</param>
    /// <returns>The exit code.</returns>
    public static int Measure(string path)
    {
        string[] files = File.Exists(path) ? [path] : Directory.GetFiles(path, "*.json");
        List<(string Name, Reference Reference, IndependentResult Result)> failing = [];
        foreach (string file in files)
        {
            if (Read(file) is not { } reference)
            {
                continue;
            }

            Fixture fixture = reference.Fixture;
            failing.AddRange(fixture.Expected.Select(entry => (fixture.Name, reference, IndependentResult.Of(entry)))
                .Where(one => ResultComparer.Compare(one.reference, one.Item3).Verdict == Verdict.Fail));
        }

        Console.WriteLine("| failing entry | diagnosis, the fastest of five | causes |");
        Console.WriteLine("|---|---|---|");
        for (int round = 0; round < WarmingRounds; round++)
        {
            failing.ForEach(one => Time(one, rounds: 1));
        }

        foreach ((string name, double milliseconds, string causes) in failing.Select(one => Time(one, Rounds))
            .OrderByDescending(row => row.Milliseconds))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {milliseconds:F2} ms | {causes} |"));
        }

        return 0;
    }

    /// <summary>A fixture and its calculation; null if there is none, as in a folder of damaged ones.</summary>
    private static Reference? Read(string file)
    {
        try
        {
            return new Reference(FixtureReader.Read(file), new BackpropagationEngine());
        }
        catch (Exception fault) when (fault is FixtureException or UndefinedLossException)
        {
            Console.Error.WriteLine(fault.Message);
            return null;
        }
    }

    private static (string Name, double Milliseconds, string Causes) Time(
        (string Name, Reference Reference, IndependentResult Result) one, int rounds)
    {
        double fastest = double.PositiveInfinity;
        string causes = string.Empty;
        for (int round = 0; round < rounds; round++)
        {
            ResultComparison comparison = ResultComparer.Compare(one.Reference, one.Result);
            var watch = Stopwatch.StartNew();
            causes = string.Join(", ", comparison.Findings.Select(finding => finding.Cause));
            fastest = Math.Min(fastest, watch.Elapsed.TotalMilliseconds);
        }

        return (one.Name, fastest, causes);
    }
}
