using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>What each option of <c>check</c> does.</summary>
public class OptionTest
{
    [Test]
    public void Oracle_AnyProgram_IsAskedAndNamedAsItGreets()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());
        string oracle = new FakeOracle("").Name;

        var wrong = ProgramRun.In(folder.Root, "check", ".", "--oracle", oracle);
        var within = ProgramRun.In(folder.Root, "check", ".", "--oracle", oracle, "--absolute", "0.4");

        Assert.That((wrong.ExitCode, within.ExitCode), Is.EqualTo((1, 0)));
        Assert.That(wrong.Output, Does.Contain("differs  fake, float64: 1 of 5 numbers differs").And.Contain("!       loss"));
        Assert.That(
            within.Prose,
            Does.Contain("available fake 9.9, float32 and float64, 4 activations")
                .And.Contain("ok fake, float64, fixed rule |x − y| ≤ 0.4 + 0·|y|: 5 numbers agree"));
    }

    [Test]
    public void Oracle_Named_OnlyItIsAsked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, ".");

        Assert.That(run.Output, Does.Not.Contain("available").And.Not.Contain("tensorflow"));
    }

    [Test]
    public void Oracle_NamedAndUnavailable_IsInconclusive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, "check", ".", "--oracle", "exec:no-such-program --flag");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(
            run.Output,
            Does.Contain("unavailable  exec:no-such-program --flag")
                .And.Contain("was asked for and is unavailable")
                .And.Contain("not compared: 1 fixture with"));
    }

    [Test]
    public void Oracle_UnavailableAndNotNamed_IsNoFault()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing().Replace("a program", "TensorFlow 2.15", StringComparison.Ordinal));

        var run = ProgramRun.In(folder.Root, "check", ".");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public void Oracle_Crashes_IsInconclusiveAndNamed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());

        var run = ProgramRun.In(folder.Root, "check", ".", "--oracle", new FakeOracle("crash-after", "0").Name);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Output, Does.Contain("failed   fake: ").And.Contain("out of memory").And.Contain("inconclusive: fake failed"));
    }

    [TestCase("float32")]
    [TestCase("float64")]
    public void Precision_Given_IsAskedFor(string precision)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());

        var run = ProgramRun.In(
            folder.Root, "check", ".", "--absolute", "0.4", "--oracle", new FakeOracle("").Name, "--precision", precision);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Prose, Does.Contain($"ok fake, {precision}, fixed rule |x − y| ≤ 0.4 + 0·|y|: 5 numbers agree"));
    }

    [Test]
    public void Tolerance_Wide_AgreesAndNarrowDoesNot()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        Assert.That(ProgramRun.Check(folder, ".", "--absolute", "0.5").ExitCode, Is.Zero);
        Assert.That(ProgramRun.Check(folder, ".", "--absolute", "0.49").ExitCode, Is.EqualTo(1));
        Assert.That(ProgramRun.Check(folder, ".", "--relative", "0.15").ExitCode, Is.Zero);
        Assert.That(ProgramRun.Check(folder, ".", "--relative", "0.14").ExitCode, Is.EqualTo(1));
        Assert.That(ProgramRun.Check(folder, ".", "--absolute", "0.2", "--relative", "0.1").ExitCode, Is.Zero);
    }

    [Test]
    public void All_Given_ShowsNumbersThatAgree()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(ProgramRun.Check(folder, ".", "--all").Output, Does.Contain("1 ∂L/∂w    1   1"));
        Assert.That(ProgramRun.Check(folder, ".").Output, Does.Not.Contain("∂L/∂w"));
    }

    [Test]
    public void All_Given_JsonHasEveryNumber()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(Items("--all"), Is.EqualTo(2));
        Assert.That(Items(), Is.Zero);

        int Items(params string[] more)
        {
            using var json = JsonDocument.Parse(ProgramRun.Check(folder, [".", "--report", "json=-", .. more]).Output);
            JsonElement comparison = json.RootElement.GetProperty("fixtures")[0].GetProperty("comparisons")[0];
            return comparison.GetProperty("items").GetArrayLength();
        }
    }

    [Test]
    public void Loss_Given_StatesNumbersInIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        var run = ProgramRun.Check(folder, ".", "--loss", "squared-error:sum");

        Assert.That(run.Output, Does.Contain("squared-error (sum)").And.Match("∂L/∂w +1 +1 +6 +7 "), "twice 3 and 3.5");
    }

    [Test]
    public void Loss_OfAnotherFamily_IsAnErrorOfTheFixture()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, ".", "--loss", "binary-cross-entropy:sum");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Prose, Does.Contain("cannot be stated as"));
    }

    [Test]
    public void Quiet_Given_LeavesOutWhatPassesAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("b.json", Examples.Differing());

        var quiet = ProgramRun.Check(folder, ".", "--quiet");
        var loud = ProgramRun.Check(folder, ".");

        Assert.That(
            quiet.Output, Does.Not.Contain("PASS  agreeing").And.Contain("FAIL  differing").And.Contain("2 fixtures: 1 pass, 1 fail"));
        Assert.That(loud.Output, Does.Contain("PASS  agreeing"));
        Assert.That(quiet.Error, Is.Empty, "no progress where nobody watches");
    }

    [Test]
    public void Jobs_AnyNumber_GiveTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 40; i++)
        {
            folder.Write(
                $"{i:00}.json",
                i % 7 == 3 ? Examples.Broken() : i % 5 == 2 ? Examples.Undecidable($"u{i}") : Examples.ForFakeOracle($"f{i}"));
        }

        string oracle = new FakeOracle("").Name;
        ProgramRun[] runs = [.. new[] { "1", "2", "8" }.Select(jobs => ProgramRun.In(
            folder.Root, "check", ".", "--oracle", oracle, "--jobs", jobs, "--report", $"json=out/{jobs}.txt", "--all"))];

        Assert.That(runs[0].Output, Does.Contain("40 fixtures:"));
        Assert.That(runs.Select(run => run.Output).Distinct().Count(), Is.EqualTo(1));
        byte[] first = File.ReadAllBytes(folder.Of("out/1.txt"));
        Assert.That(File.ReadAllBytes(folder.Of("out/2.txt")), Is.EqualTo(first));
        Assert.That(File.ReadAllBytes(folder.Of("out/8.txt")), Is.EqualTo(first));
    }

    [Test]
    public void Oracles_Listed_SayWhatTheyOfferAndHowLongTheyTookToStart()
        => Assert.That(
            OracleList.Run.Prose,
            Does.Match(
                @"available finite-differences MathNet\.Numerics [\d.]+, float64, every activation, started in \d+\.\d\d s"));

    [Test]
    public void Oracles_Listed_StandInColumnsWithinTheWidth()
    {
        ProgramRun run = OracleList.Run;

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Match("(?m)^(available|unavailable|failed) +tensorflow-js  "));
        Assert.That(run.Output.Split('\n').Where(line => line.Length > 80), Is.Empty);
    }
}
