using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Options that leave something out of a check. What is left out is always counted, and never a pass.</summary>
public class ChoiceTest
{
    private const string Linear = """{"protocol":1,"oracle":"fake","version":"1","precisions":["float64"],"activations":["linear"]}""";
    private const string OneLoss =
        """{"protocol":1,"oracle":"fake","version":"1","precisions":["float64"],"activations":["linear"],"losses":["huber"]}""";

    [TestCase("a*", 2, TestName = "Filter_OnANamesBeginning")]
    [TestCase("f/deep/*", 1, TestName = "Filter_OnAPath")]
    [TestCase("deep/*", 1, TestName = "Filter_OnAPathBelowTheFolder")]
    [TestCase("c.json", 1, TestName = "Filter_OnAFileName")]
    [TestCase("alph?", 1, TestName = "Filter_WithOneCharacterLeftOpen")]
    [TestCase("[bg]*", 1, TestName = "Filter_WithASetOfCharacters")]
    [TestCase("[!a]*a", 1, TestName = "Filter_WithASetOfOtherCharacters")]
    public void Filter_LeavesOutTheOthersAndCountsThem(string glob, int left)
    {
        using TemporaryFolder folder = Three();

        var run = ProgramRun.Check(folder, "f", "--filter", glob, "--report", "json=out.txt");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Prose, Does.Contain($"{left} fixture").And.Contain($"{3 - left} fixture").And.Contain("left out by --filter"));
        Assert.That(Summary(folder, "out.txt", "filteredOut"), Is.EqualTo(3 - left));
    }

    [Test]
    public void Filter_GivenTwice_TakesWhatEitherMatches()
    {
        using TemporaryFolder folder = Three();

        Assert.That(ProgramRun.Check(folder, "f", "--filter", "alpha", "--filter", "be*").Prose, Does.Contain("2 fixtures: 2 pass"));
    }

    [Test]
    public void Filter_ThatMatchesNothing_ChecksNothing()
    {
        using TemporaryFolder folder = Three();

        var run = ProgramRun.Check(folder, "f", "--filter", "Alpha");

        Assert.That(run.ExitCode, Is.EqualTo(5), "case matters");
        Assert.That(run.Prose, Does.Contain("--filter left 3 fixtures out, and none is left (exit code 5)"));
        Assert.That(ProgramRun.Check(folder, "f", "--filter", "").ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Filter_MatchingTheNameOfABrokenFixture_ReportsItAsBroken()
    {
        using TemporaryFolder folder = Three();
        folder.Write("f/d.json", Examples.Broken("delta"));

        Assert.That(ProgramRun.Check(folder, "f", "--filter", "delta").ExitCode, Is.EqualTo(2));
        Assert.That(ProgramRun.Check(folder, "f", "--filter", "alpha").ExitCode, Is.Zero);
    }

    [Test]
    public void Unsupported_Activation_IsLeftOutOnlyIfAskedFor()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle("linear"));
        folder.Write("b.json", Examples.ForFakeOracle("tanh").Replace("\"linear\",", "\"tanh\"", StringComparison.Ordinal)
            .Replace("\"activation\": \"linear\"", "\"activation\": \"tanh\"", StringComparison.Ordinal));
        string[] check = ["check", ".", "--oracle", new FakeOracle("greet", Linear).Name, "--absolute", "0.4"];

        var strict = ProgramRun.In(folder.Root, check);
        var lenient = ProgramRun.In(folder.Root, [.. check, "--skip-unsupported", "--report", "json=out.txt"]);

        Assert.That((strict.ExitCode, lenient.ExitCode), Is.EqualTo((3, 0)), lenient.Output);
        Assert.That(
            lenient.Prose,
            Does.Contain("left out by --skip-unsupported: 1 fixture with fake: it does not offer the activation tanh")
            .And.Contain("1 pass, 0 fail, 1 inconclusive").And.Contain("1 comparison is left out (exit code 0)"));
        Assert.That(Summary(folder, "out.txt", "skipped"), Is.EqualTo(1));
        Assert.That(ProgramRun.In(folder.Root, "merge", "out.txt").ExitCode, Is.Zero, "the report is read as it was written");
    }

    [Test]
    public void Unsupported_Everywhere_ChecksNothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());

        var run = ProgramRun.In(folder.Root, "check", ".", "--oracle", new FakeOracle("greet", OneLoss).Name, "--skip-unsupported");

        Assert.That(run.ExitCode, Is.EqualTo(5));
        Assert.That(run.Prose, Does.Contain("it does not offer the loss half-squared-error"));
    }

    [Test]
    public void Unsupported_OracleThatIsMissing_StaysInconclusive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(
            ProgramRun.In(folder.Root, "check", ".", "--oracle", "exec:no-such-program", "--skip-unsupported").ExitCode, Is.EqualTo(3));
    }

    [TestCase("1")]
    [TestCase("8")]
    public void FailFast_StopsAfterTheFirstFailure_WhateverTheJobs(string jobs)
    {
        using TemporaryFolder folder = Ten();

        var run = ProgramRun.Check(folder, "f", "--fail-fast", "--jobs", jobs, "--report", "json=out.txt", "--report", "junit=out.xml");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Prose, Does.Contain("4 fixtures: 3 pass, 1 fail, 0 inconclusive, 0 in error; 6 fixtures are not checked"));
        Assert.That(Summary(folder, "out.txt", "notChecked"), Is.EqualTo(6));
        Assert.That(File.ReadAllText(folder.Of("out.xml")), Does.Contain("6 fixtures are not checked"));
    }

    [Test]
    public void FailFast_WithAnOracle_StopsToo()
    {
        using var folder = new TemporaryFolder();
        foreach (int i in Enumerable.Range(0, 10))
        {
            folder.Write($"{i}.json", Examples.ForFakeOracle($"f{i}"));
        }

        var run = ProgramRun.In(folder.Root, "check", ".", "--oracle", new FakeOracle("").Name, "--fail-fast");

        Assert.That(run.Prose, Does.Contain("1 fixture: 0 pass, 1 fail").And.Contain("9 fixtures are not checked"));
    }

    [Test]
    public void FailFast_WithoutAFailure_ChecksEverything()
    {
        using TemporaryFolder folder = Three();

        Assert.That(ProgramRun.Check(folder, "f", "--fail-fast").Prose, Does.Contain("3 fixtures: 3 pass").And.Not.Contain("not checked"));
    }

    [Test]
    public void Choices_InShards_AreMerged()
    {
        using TemporaryFolder folder = Ten();
        foreach (string shard in new[] { "1", "2" })
        {
            ProgramRun.Check(
                folder, "f", "--shard", $"{shard}/2", "--fail-fast", "--filter", "f[1-9]", "--report", $"json=reports/{shard}.json");
        }

        var merged = ProgramRun.In(folder.Root, "merge", "reports", "--report", "json=merged.txt");

        Assert.That(merged.ExitCode, Is.EqualTo(1), merged.Error);
        Assert.That(Summary(folder, "merged.txt", "filteredOut"), Is.EqualTo(1));
        Assert.That(
            Summary(folder, "merged.txt", "fixtures") + Summary(folder, "merged.txt", "notChecked"), Is.EqualTo(9), merged.Output);
    }

    [TestCase("\"notChecked\": 6", "\"notChecked\": 5", 1, TestName = "Report_WithAnotherCount_IsStillOne")]
    [TestCase("\"--fail-fast\"", "\"--strict\"", 2, TestName = "Report_WithUncheckedFixturesWithoutTheOption_IsRefused")]
    public void Report_OfAnEarlyEnd_IsReadWithItsReason(string written, string changed, int exitCode)
    {
        using TemporaryFolder folder = Ten();
        ProgramRun.Check(folder, "f", "--fail-fast", "--report", "json=out.txt");
        string report = File.ReadAllText(folder.Of("out.txt"));
        Assert.That(report, Does.Contain(written));
        folder.Write("out.txt", report.Replace(written, changed, StringComparison.Ordinal));

        Assert.That(ProgramRun.In(folder.Root, "merge", "out.txt").ExitCode, Is.EqualTo(exitCode));
    }

    private static TemporaryFolder Three()
    {
        var folder = new TemporaryFolder();
        folder.Write("f/a.json", Examples.Agreeing("alpha"));
        folder.Write("f/b.json", Examples.Agreeing("beta"));
        folder.Write("f/deep/c.json", Examples.Agreeing("a gamma"));
        return folder;
    }

    // The fourth and the seventh fail.
    private static TemporaryFolder Ten()
    {
        var folder = new TemporaryFolder();
        foreach (int i in Enumerable.Range(0, 10))
        {
            folder.Write($"f/{i}.json", i is 3 or 6 ? Examples.Differing($"f{i}") : Examples.Agreeing($"f{i}"));
        }

        return folder;
    }

    private static int Summary(TemporaryFolder folder, string file, string count)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(folder.Of(file)));
        return json.RootElement.GetProperty("summary").GetProperty(count).GetInt32();
    }
}
