using System.Text;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Baselines;

/// <summary>Baselines as text, and back.</summary>
internal static class BaselineText
{
    /// <summary>A baseline of small binary fractions, so that every machine gets the same bits.</summary>
    public static Fixture Small(string name = "small") => new()
    {
        Name = name,
        Network = new Network(
        [
            new Layer(2, 2, [0.5, -0.25, 0.75, 1], [0.125, 0], new Relu()),
            new Layer(2, 1, [1, -0.5], null, new Linear()),
        ]),
        Batch = new Batch(2, [1, 2, -1, 0.5], [1, 0]),
        Loss = Loss.HalfSumOfSquares,
        Training = new Training(0.5, 1, true),
    };

    public static string Of(Baseline baseline)
    {
        using var stream = new MemoryStream();
        BaselineWriter.Write(baseline, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Baseline Read(string text) => BaselineReader.Read(Encoding.UTF8.GetBytes(text), "base.txt");

    /// <summary>The baseline of a run.</summary>
    public static async Task<Baseline> RecordAsync(TestRun run)
    {
        var recorder = new BaselineRecorder(run.Options.Format);
        CheckReport report = await run.CheckAsync(recorder.Add);
        return recorder.ToBaseline(run.Oracles.Select(oracle => oracle.Name).Zip(report.Oracles));
    }

    /// <summary>Compares a run with a baseline.</summary>
    public static async Task<CheckReport> CompareAsync(Baseline baseline, TestRun run, bool exact = false)
    {
        var comparer = new BaselineComparer(baseline, exact, all: true);
        OracleStatus[] statuses = await Task.WhenAll(run.Oracles.Select(oracle => oracle.StartAsync(CancellationToken.None)));
        comparer.Start([.. run.Oracles.Zip(statuses, OracleReport.Of)]);
        var fixtures = new List<FixtureReport>();
        CheckReport report = await run.CheckAsync(fixture => fixtures.Add(comparer.Compare(fixture)));
        return CheckReport.Of(report.Oracles, [.. fixtures, .. comparer.Vanished()], new CheckOptions { OraclesAreNamed = true });
    }

    /// <summary>A run of fixtures with oracles.</summary>
    public static TestRun Run(IEnumerable<Fixture> fixtures, params IOracle[] oracles)
        => new TestRun { Oracles = oracles, Options = new CheckOptions { OraclesAreNamed = true } }.Add(fixtures);
}
