using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The console and the JSON report blame a defect on the witness that has it.</summary>
/// <remarks>The network is y = 1.5 with ∂L/∂w = 1.5; a witness with the defect says 1.75.</remarks>
public class OutlierTest
{
    private const string Right = "1.5";
    private const string Wrong = "1.75";

    [TestCase(0, "a", "engine, b, c and printed agree")]
    [TestCase(1, "b", "engine, a, c and printed agree")]
    [TestCase(2, "c", "engine, a, b and printed agree")]
    [TestCase(3, "printed", "engine, a, b and c agree")]
    public void Check_DefectInOneWitness_IsBlamedOnThatOne(int defect, string name, string agreement)
    {
        (ProgramRun run, JsonElement fixture) = Check([.. Enumerable.Range(0, 4).Select(witness => witness == defect ? Wrong : Right)]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Prose, Does.Contain($"alone {name} stands alone in 1 weight of layer 1: {agreement}").And.Not.Contain(" split "));
        Assert.That(Names(fixture), Is.EqualTo(new[] { name }));
    }

    [Test]
    public void Check_EveryWitnessAgainstTheEngine_IsBlamedOnTheEngine()
    {
        (ProgramRun run, JsonElement fixture) = Check(Wrong, Wrong, Wrong, Wrong);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Prose, Does.Contain("alone engine stands alone in 1 weight of layer 1: a, b, c and printed agree"));
        Assert.That(Names(fixture), Is.EqualTo(new[] { "engine" }));
    }

    [TestCase(Right, Wrong, Right, Wrong, "engine, a and c agree; b and printed agree")]
    [TestCase("2", "3", "4", "5", "engine, a, b, c and printed all differ from each other")]
    [TestCase(Wrong, Right, Right, "2", "engine, b and c agree; a differs from all others; printed differs from all others")]
    public void Check_NobodyAlone_NamesTheCamps(string a, string b, string c, string printed, string camps)
    {
        (ProgramRun run, JsonElement fixture) = Check(a, b, c, printed);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Prose, Does.Contain($"split nobody stands alone in 1 weight of layer 1: {camps}").And.Not.Contain(" alone engine"));
        Assert.That(Names(fixture), Is.Empty);
    }

    [Test]
    public void Check_NoDefect_BlamesNobody()
    {
        (ProgramRun run, JsonElement fixture) = Check(Right, Right, Right, Right);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(
            run.Prose, Does.Not.Contain(" alone").And.Contain("witnesses: a (1 fixture), b (1 fixture), c (1 fixture), 1 recorded entry"));
        Assert.That(Names(fixture), Is.Empty);
    }

    /// <summary>Checks the weight's gradient against three oracles and a recorded entry.</summary>
    private static (ProgramRun Run, JsonElement Fixture) Check(params string[] says)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle().Replace("\"half-sum-of-squares\"", $$"""
            "half-sum-of-squares",
              "expected": [{ "by": "printed", "kind": "recorded", "precision": { "significant": 6 },
                "gradients": [{ "weights": [[{{says[3]}}]] }] }]
            """, StringComparison.Ordinal));
        string[] oracles =
            [.. "abc".Zip(says).SelectMany(named => new[] { "--oracle", new FakeOracle("says", $"{named.First}={named.Second}").Name })];

        var run = ProgramRun.In(folder.Root, ["check", "a.json", .. oracles, "--report", "json=report.json"]);

        using var json = JsonDocument.Parse(File.ReadAllBytes(folder.Of("report.json")));
        return (run, json.RootElement.GetProperty("fixtures")[0].Clone());
    }

    private static IEnumerable<string?> Names(JsonElement fixture)
        => fixture.GetProperty("outliers").EnumerateArray().Select(outlier => outlier.GetProperty("name").GetString());
}
