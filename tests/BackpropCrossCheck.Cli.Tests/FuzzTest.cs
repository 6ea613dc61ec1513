using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary><c>fuzz</c> checks random networks, shrinks those that fail, and saves them.</summary>
public class FuzzTest
{
    private static readonly string Wrong = new FakeOracle("nearly-right", "tanh").Name;
    private static readonly string Right = new FakeOracle("nearly-right", "no activation").Name;

    [Test]
    public void Fuzz_EngineWithoutMistake_Passes()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(
            folder.Root, "fuzz", "--seed", "1", "--count", "60", "--oracle", Right, "--oracle", "finite-differences");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.StartWith("seed         1; --seed 1 draws the same networks\n"));
        Assert.That(run.Output, Does.Contain("60 fixtures: 60 pass, 0 fail, 0 inconclusive, 0 in error"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Root), Is.Empty);
    }

    [Test]
    public void Fuzz_EngineWithAMistake_IsFoundAndShrunkToTheSmallestFixture()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(folder.Root, "fuzz", "--seed", "1", "--oracle", Wrong, "--failures", "1", "--quiet");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        Assert.That(run.Prose, Does.Contain("shrunk to 1-1, 1 sample, 2 parameters, tanh, half-squared-error (sum)"));
        Assert.That(run.Prose, Does.Match(@"\d+ networks were not drawn, because enough had failed \(--failures\)"));
        string saved = Directory.EnumerateFiles(folder.Of("fuzz-failures")).Single();
        Assert.That(Path.GetFileName(saved), Does.Match(@"^fuzz-1-\d+\.json$"));
        using var json = JsonDocument.Parse(File.ReadAllText(saved));
        JsonElement layer = json.RootElement.GetProperty("layers").EnumerateArray().Single();
        Assert.That(layer.GetProperty("activation").GetString(), Is.EqualTo("tanh"));
        Assert.That(layer.GetProperty("weights")[0][0].GetDouble(), Is.EqualTo(1), "the roundest number");
        Assert.That(json.RootElement.TryGetProperty("training", out _), Is.False);
        Assert.That(
            json.RootElement.GetProperty("description").GetString(),
            Does.StartWith("backprop-check fuzz --seed 1 drew it: ").And.EndWith("still fails against nearly-right."));
        Assert.That(Schema.Faults("fixture", File.ReadAllText(saved)), Is.Empty);
    }

    [Test]
    public void Fuzz_Failure_FailsAgainWithTheCommandThatIsShown()
    {
        using var folder = new TemporaryFolder();
        var run = ProgramRun.In(folder.Root, "fuzz", "--seed", "1", "--oracle", Wrong, "--failures", "1", "--quiet");
        string file = Regex.Match(run.Prose, @"again backprop-check check (\S+) --oracle 'exec:").Groups[1].Value;

        var again = ProgramRun.In(folder.Root, "check", file, "--oracle", Wrong);

        Assert.That(again.ExitCode, Is.EqualTo(1), again.Output);
        Assert.That(again.Prose, Does.Contain("1 fixture: 0 pass, 1 fail"));
        Assert.That(ProgramRun.In(folder.Root, "check", file, "--oracle", Right).ExitCode, Is.Zero, "the engine without the mistake");
    }

    [Test]
    public void Fuzz_SameSeed_DrawsTheSameNetworksAndShrinksThemAlike()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["fuzz", "--seed", "5", "--oracle", Wrong, "--failures", "2"];
        var first = ProgramRun.In(folder.Root, [.. arguments, "--output", "a"]);
        var second = ProgramRun.In(folder.Root, [.. arguments, "--output", "b"]);
        var other = ProgramRun.In(folder.Root, "fuzz", "--seed", "6", "--oracle", Wrong, "--failures", "2", "--output", "c");

        Assert.That(second.Output.Replace(" b/", " a/", StringComparison.Ordinal), Is.EqualTo(first.Output));
        Assert.That(Texts(folder.Of("b")), Is.EqualTo(Texts(folder.Of("a"))).And.Not.Empty);
        Assert.That(other.Output, Is.Not.EqualTo(first.Output));
    }

    [Test]
    public void Fuzz_FileThatIsThere_StaysAsItIs()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["fuzz", "--seed", "1", "--oracle", Wrong, "--failures", "1"];
        ProgramRun.In(folder.Root, arguments);
        string file = Directory.EnumerateFiles(folder.Of("fuzz-failures")).Single();
        string text = File.ReadAllText(file);

        var same = ProgramRun.In(folder.Root, arguments);
        File.WriteAllText(file, "mine");
        ProgramRun.In(folder.Root, arguments);

        Assert.That(same.Prose, Does.Contain(", which was there already"));
        Assert.That(File.ReadAllText(file), Is.EqualTo("mine"));
        Assert.That(File.ReadAllText(file.Replace(".json", "-2.json", StringComparison.Ordinal)), Is.EqualTo(text));
    }

    [Test]
    public void Fuzz_Restricted_DrawsNothingElse()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(
            folder.Root, "fuzz", "--seed", "2", "--count", "20", "--layers", "2-3-1", "--activations", "relu,softplus", "--losses",
            "log-cosh", "--oracle", "finite-differences");

        string[] networks = [.. run.Output.Split('\n').Where(line => line.StartsWith("PASS  fuzz-", StringComparison.Ordinal))];
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(networks, Has.Length.EqualTo(20));
        Assert.That(networks, Has.All.Contain(": 2-3-1, ").And.All.Contain(", log-cosh ("));
    }

    [Test]
    public void Fuzz_OracleThatLacksTheRegularization_IsFoundAndShrunkToTheSmallest()
    {
        using var folder = new TemporaryFolder();
        string forgetful = new FakeOracle("nearly-right", "regularization").Name;
        string[] fuzz = ["fuzz", "--seed", "1", "--count", "20", "--failures", "1", "--oracle"];

        var run = ProgramRun.In(folder.Root, [.. fuzz, forgetful]);
        var without = ProgramRun.In(folder.Root, [.. fuzz, forgetful, "--no-regularization"]);
        var notOffered = ProgramRun.In(folder.Root, [.. fuzz, Right]);

        Assert.That((run.ExitCode, without.ExitCode, notOffered.ExitCode), Is.EqualTo((1, 0, 0)), run.Output + run.Error);
        Assert.That(run.Prose, Does.Contain("shrunk to 1-1, 1 sample, 1 parameter, linear, half-squared-error (sum), regularization"));
        using var json = JsonDocument.Parse(File.ReadAllText(Directory.EnumerateFiles(folder.Of("fuzz-failures")).Single()));
        JsonElement regularization = json.RootElement.GetProperty("regularization");
        Assert.That((Strength("l2"), Strength("l1")), Is.EqualTo((1, 0)));
        Assert.That(Networks(notOffered), Is.EqualTo(Networks(without)), "the same networks with and without it");

        double Strength(string field) => regularization.GetProperty(field).GetDouble();

        static string[] Networks(ProgramRun run)
            => [.. run.Output.Split('\n').Where(line => line.StartsWith("PASS  fuzz-", StringComparison.Ordinal))];
    }

    [Test]
    public void Fuzz_WhatAnOracleDoesNotOffer_IsDrawnAgainAndCounted()
    {
        using var folder = new TemporaryFolder();
        string few = """{"protocol":1,"oracle":"few","version":"1","precisions":["float64"],"activations":["tanh"]}""";

        var run = ProgramRun.In(
            folder.Root, "fuzz", "--seed", "1", "--count", "5", "--activations", "relu", "--oracle", new FakeOracle("greet", few).Name);

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output);
        Assert.That(run.Error, Does.Contain("leave nothing to check").And.Contain("no oracle offers what they need"));
    }

    [Test]
    public void Fuzz_OracleThatIsMissing_IsInconclusive()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(folder.Root, "fuzz", "--oracle", "exec:no-such-program-anywhere", "--count", "3");

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Output);
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Root), Is.Empty);
    }

    [Test]
    public void Fuzz_OracleThatCrashes_IsInconclusiveAndItsNetworkIsSaved()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(
            folder.Root, "fuzz", "--seed", "1", "--oracle", new FakeOracle("crash-on-sigmoid").Name, "--activations", "sigmoid",
            "--losses", "squared-error", "--count", "4", "--failures", "1");

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Output);
        Assert.That(run.Prose, Does.Contain("shrunk no: an oracle that gives no numbers may take long each time"));
        Assert.That(Directory.EnumerateFiles(folder.Of("fuzz-failures")), Has.Exactly(1).Items);
    }

    [TestCase("--seed", "-1")]
    [TestCase("--count", "0")]
    [TestCase("--failures", "x")]
    [TestCase("--layers", "2")]
    [TestCase("--activations", "tanh,liner")]
    [TestCase("--losses", "hubber")]
    [TestCase("--oracle", "none")]
    public void Fuzz_WithABadOption_ChecksNothing(params string[] options)
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.In(folder.Root, ["fuzz", .. options]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(options[0]));
        Assert.That(run.Output, Is.Empty);
    }

    private static string[] Texts(string folder)
        => [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
