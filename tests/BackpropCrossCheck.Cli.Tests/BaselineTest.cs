using System.Text.Json;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The commands <c>record</c> and <c>compare</c>.</summary>
public class BaselineTest
{
    [Test]
    public void Record_Fixtures_AreWrittenAndCompareWithThemselves()
    {
        using var folder = new TemporaryFolder();
        folder.Write("fixtures/a.json", Examples.Agreeing("a"));
        folder.Write("fixtures/b.json", Examples.Differing("b"));

        var recorded = Record(folder, "new/base.txt");
        var compared = ProgramRun.In(folder.Root, "compare", "new/base.txt", "fixtures");

        Assert.That((recorded.ExitCode, compared.ExitCode), Is.EqualTo((0, 0)), "a baseline does not judge");
        Assert.That(recorded.Output, Does.Contain("1 fixture with discrepancies: a baseline keeps numbers as they are"));
        Assert.That(Directory.GetFiles(folder.Of("new")), Has.Length.EqualTo(1), "no part file");
        GoldenFile.AssertMatches(recorded.Output, "record.txt");
        GoldenFile.AssertMatches(WithoutMachine(compared.Output), "compare-same.txt");
        GoldenFile.AssertMatches(WithoutMachine(File.ReadAllText(folder.Of("new/base.txt"))), "baseline.txt");
    }

    [Test]
    public void Compare_ChangesOfAllKinds_AreNamedAndCounted()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "a", "b", "c", "d" })
        {
            folder.Write($"fixtures/{name}.json", Examples.Agreeing(name));
        }

        Record(folder, "base.txt");
        string[] fixtures = File.ReadAllText(folder.Of("base.txt")).Split("\n\n");
        fixtures[1] = fixtures[1].Replace("row 1: 3", "row 1: 3.0000000000000004", StringComparison.Ordinal);
        fixtures[2] = fixtures[2].Replace("loss: 0.5", "loss: 0.625", StringComparison.Ordinal);
        fixtures[0] = fixtures[0].Replace($"tool \"{fixtures[0].Split('"')[1]}\"", "tool \"0.0.1\"", StringComparison.Ordinal);
        folder.Write("base.txt", string.Join("\n\n", fixtures));
        File.Delete(folder.Of("fixtures/c.json"));
        folder.Write("fixtures/e.json", Examples.Agreeing("e"));

        var run = ProgramRun.In(folder.Root, "compare", "base.txt", "fixtures", "--report", "json=report.txt");
        var exact = ProgramRun.In(folder.Root, "compare", "base.txt", "fixtures", "--exact", "--quiet");

        Assert.That((run.ExitCode, exact.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(run.Output.Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
        GoldenFile.AssertMatches(WithoutMachine(run.Output), "compare.txt");
        GoldenFile.AssertMatches(WithoutMachine(exact.Output), "compare-exact.txt");
        using var json = JsonDocument.Parse(File.ReadAllText(folder.Of("report.txt")));
        JsonElement first = json.RootElement.GetProperty("fixtures")[0].GetProperty("comparisons")[0];
        Assert.That(first.GetProperty("change").GetProperty("numbers").GetInt32(), Is.EqualTo(1));
        Assert.That(first.GetProperty("change").GetProperty("ulps").GetDouble(), Is.EqualTo(1));
        Assert.That(first.GetProperty("change").GetProperty("versionsMayExplain").GetBoolean());
    }

    [Test]
    public void Compare_NumberThatChanged_HasThePlaceOfItsWeightInTheFixture()
    {
        using var folder = new TemporaryFolder();
        folder.Write("fixtures/a.json", Examples.Agreeing("a"));
        Record(folder, "base.txt");
        folder.Write("base.txt", File.ReadAllText(folder.Of("base.txt")).Replace("row 1: 3", "row 1: 3.5", StringComparison.Ordinal));

        var run = ProgramRun.In(folder.Root, "compare", "base.txt", "fixtures", "--report", "sarif=report.sarif");

        using var sarif = JsonDocument.Parse(File.ReadAllText(folder.Of("report.sarif")));
        JsonElement location = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0]
            .GetProperty("physicalLocation");
        int line = location.GetProperty("region").GetProperty("startLine").GetInt32();
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(File.ReadAllLines(folder.Of("fixtures/a.json"))[line - 1].Trim(), Is.EqualTo("2"), "the first weight");
    }

    [TestCase(new[] { "loss: 0.5" }, "loss: 0.50000000000000011", 0, 1)]
    [TestCase(new[] { "loss: 0.5" }, "loss: 0.51", 1, 1)]
    [TestCase(new[] { "fixture \"a\"" }, "fixture \"z\"", 3, 3)]
    [TestCase(new string[0], "", 0, 0)]
    public void Compare_ExitCode_IsThatOfTheGravestChange(string[] parts, string replacement, int exitCode, int exact)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing("a"));
        Assert.That(ProgramRun.In(folder.Root, "record", "a.json", "--oracle", "none", "--output", "base.txt").ExitCode, Is.Zero);
        string text = File.ReadAllText(folder.Of("base.txt"));
        folder.Write("base.txt", parts.Aggregate(text, (changed, part) => changed.Replace(part, replacement, StringComparison.Ordinal)));

        Assert.That(ProgramRun.In(folder.Root, "compare", "base.txt", "a.json").ExitCode, Is.EqualTo(exitCode));
        Assert.That(ProgramRun.In(folder.Root, "compare", "base.txt", "a.json", "--exact").ExitCode, Is.EqualTo(exact));
    }

    [Test]
    public void Compare_OracleThatWasRecorded_IsAskedAgain()
    {
        using var folder = new TemporaryFolder();
        folder.Write("fixtures/a.json", Examples.ForFakeOracle());
        Assert.That(
            ProgramRun.In(
                folder.Root,
                "record",
                "fixtures",
                "--oracle",
                new FakeOracle("").Name,
                "--precision",
                "float32",
                "--output",
                "base.txt").ExitCode,
            Is.Zero);

        var run = ProgramRun.In(folder.Root, "compare", "base.txt", "fixtures");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("same     baseline of fake, float32: 5 numbers"));

        folder.Write(
            "base.txt",
            File.ReadAllText(folder.Of("base.txt")).Replace(Repository.FakeOracle, "no-such-program", StringComparison.Ordinal));
        var gone = ProgramRun.In(folder.Root, "compare", "base.txt", "fixtures");
        Assert.That(gone.ExitCode, Is.EqualTo(3));
        Assert.That(gone.Prose, Does.Contain("not compared: 1 fixture with baseline of fake, "));
    }

    [Test]
    public void Record_NotEverythingThere_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good/a.json", Examples.ForFakeOracle());
        folder.Write("bad/a.json", Examples.Broken());
        Directory.CreateDirectory(folder.Of("empty"));
        folder.Write("base.txt", "old");

        ProgramRun[] runs =
        [
            ProgramRun.In(folder.Root, "record", "good", "bad", "--oracle", "none", "--output", "base.txt"),
            ProgramRun.In(folder.Root, "record", "good", "--oracle", "exec:no-such-program", "--output", "base.txt"),
            ProgramRun.In(folder.Root, "record", "good", "--oracle", new FakeOracle("crash-after", "0").Name, "--output", "base.txt"),
            ProgramRun.In(
                folder.Root,
                "record",
                "good",
                "--oracle",
                new FakeOracle("").Name,
                "--oracle",
                new FakeOracle("").Name,
                "--output",
                "base.txt"),
            ProgramRun.In(folder.Root, "record", "empty", "--output", "base.txt", "--oracle", "none"),
            ProgramRun.In(folder.Root, "record", "good", "--oracle", "none", "--output", "good"),
        ];

        Assert.That(runs.Select(run => run.ExitCode), Is.EqualTo(new[] { 2, 3, 3, 2, 5, 4 }));
        Assert.That(runs.Take(5).Select(run => run.Prose), Has.All.Contain("base.txt is not written"));
        Assert.That(runs[0].Output, Does.Contain("ERROR bad/a.json:"));
        Assert.That(runs[3].Prose, Does.Contain("two oracles have the name fake"));
        Assert.That(runs[5].Error, Does.Contain("the baseline good cannot be written"));
        Assert.That(File.ReadAllText(folder.Of("base.txt")), Is.EqualTo("old"));
    }

    [TestCase("", "base.txt:1:1: found \"\", expected \"backprop-check baseline 1\"")]
    [TestCase(
        "backprop-check baseline 1\ntool \"1\"\nmachine \"a\" \"b\" \"c\"\nprecision finest\noracle \"o\" version \"1\" asked \"no-such\"\n"
        + "end\n",
        "no oracle \"no-such\"")]
    public void Compare_BadBaseline_IsRefused(string text, string words)
    {
        using var folder = new TemporaryFolder();
        folder.Write("base.txt", text);

        var run = ProgramRun.In(folder.Root, "compare", "base.txt", ".");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("backprop-check: ").And.Contain(words).And.Not.Contain("   at "));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void Compare_PartOfTheBaseline_IsNoPass()
    {
        using var folder = new TemporaryFolder();
        folder.Write("fixtures/a.json", Examples.Agreeing("a"));
        folder.Write("fixtures/b.json", Examples.Agreeing("b"));
        Record(folder, "base.txt");

        Assert.That(ProgramRun.In(folder.Root, "compare", "base.txt", "fixtures/a.json").ExitCode, Is.EqualTo(3));
    }

    private static ProgramRun Record(TemporaryFolder folder, string file)
        => ProgramRun.In(folder.Root, "record", "fixtures", "--oracle", "none", "--output", file);

    private static string WithoutMachine(string text)
    {
        string now = Regex.Match(ProgramRun.In(Repository.Root, "--version").Output, @"\S+").Value;
        string placed = Regex.Replace(text, @"(backprop-check \S+ on)\s+\S+\s+\S+,\s+\.NET\s+\S+", "$1 MACHINE");
        placed = Regex.Replace(placed, "(?m)^machine .*$", "machine MACHINE");
        return placed.Replace(now, "VERSION", StringComparison.Ordinal);
    }
}
