using System.Diagnostics;
using System.Globalization;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Oracles that do not answer, and runs that are interrupted: nothing hangs, and nothing is left behind.</summary>
[Platform("Linux", Reason = "processes are counted under /proc and interrupted with kill")]
public class ProcessTest
{
    /// <summary>A limit in seconds that a test waits for. Another program has to start and to answer within it. That takes a tenth of a
    /// second, and a few seconds on a machine with forty other programs.</summary>
    private const string StartsWithin = "10";

    [Test]
    public void Timeout_SilentOracle_EndsTheRunAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());
        var oracle = new FakeOracle("silent-after", "0");

        var run = ProgramRun.In(folder.Root, "check", ".", "--oracle", oracle.Name, "--timeout", StartsWithin);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Prose, Does.Contain("failed fake: ").And.Contain($"no answer within {StartsWithin} s"));
        // The run takes at least the limit. How much longer it takes depends on the machine; ProgramRun checks that it ends.
        Assert.That(run.Duration, Is.GreaterThan(TimeSpan.FromSeconds(double.Parse(StartsWithin, CultureInfo.InvariantCulture))));
        Assert.That(oracle.Running(), Is.Empty);
    }

    [Test]
    public void Timeout_SlowOracleWithinIt_IsWaitedFor()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());

        var run = ProgramRun.In(
            folder.Root, "check", ".", "--absolute", "0.4", "--oracle", new FakeOracle("slow", "1000").Name, "--timeout", "60");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public void Start_OneOracleGreetsLate_TheOthersAreAskedBefore()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());
        string mark = folder.Of("asked");
        var slow = new FakeOracle("greet-when-there", mark);
        var quick = new FakeOracle("marks-question", mark);

        var run = ProgramRun.In(folder.Root, "check", "a.json", "--absolute", "0.4", "--oracle", slow.Name, "--oracle", quick.Name);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output.Split('\n')[..3], Is.EqualTo(new[]
        {
            "available    fake  9.9, float32 and float64, 4 activations",
            "available    fake  9.9, float32 and float64, 4 activations",
            "PASS  for the fake oracle: 1-1, 1 sample, half-squared-error (sum)",
        }));
        Assert.That(slow.Running().Concat(quick.Running()), Is.Empty);
    }

    [Test]
    public void Start_OracleThatNeverGreets_EndsWithTheTimeoutAndTheOthersAreChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());
        var silent = new FakeOracle("silent");

        var run = ProgramRun.In(
            folder.Root,
            "check",
            "a.json",
            "--absolute",
            "0.4",
            "--oracle",
            silent.Name,
            "--oracle",
            new FakeOracle("").Name,
            "--timeout",
            StartsWithin);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(
            run.Prose,
            Does.Contain($"it gave no greeting within {StartsWithin} s").And.Contain(
                "ok fake, float64, fixed rule |x − y| ≤ 0.4 + 0·|y|: 5 numbers agree"));
        Assert.That(silent.Running(), Is.Empty);
    }

    [Test]
    public void Interrupt_WhileAnOracleOwesAnAnswer_EndsEverything()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());
        string mark = elsewhere.Of("asked");
        var oracle = new FakeOracle("hangs-when-asked", mark);

        var run = ProgramRun.Of(
            ProgramRun.Start(folder.Root, "check", ".", "--oracle", oracle.Name, "--report", "json=report.json"),
            running =>
            {
                Assert.That(() => File.Exists(mark), Is.True.After(5).Minutes.PollEvery(20).MilliSeconds, "the oracle is asked");
                Interrupt(running.Process);
            });

        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Does.Contain("interrupted"));
        Assert.That(oracle.Running(), Is.Empty);
        Assert.That(Directory.GetFiles(folder.Root), Has.Length.EqualTo(1), "no report, whole or part");
    }

    [Test]
    public void Interrupt_DuringALongTraining_EndsAtOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write(
            "b.json",
            Examples.ForFakeOracle()
                .Replace(
                    "\"loss\":",
                    "\"training\": { \"learningRate\": 1e-9, \"steps\": 2147483647 }, \"expected\": [{ \"by\": \"x\", \"kind\": "
                        + "\"recorded\", \"precision\": \"float64\", \"updatedLossValue\": 1 }], \"loss\":",
                    StringComparison.Ordinal));

        // The run says after 5 s of silence how far it is.
        var run = ProgramRun.Of(
            ProgramRun.Start(folder.Root, "check", ".", "--oracle", "none", "--jobs", "1", "--timeout", "600"),
            running =>
            {
                Assert.That(
                    () => running.Error,
                    Does.Contain("1 of 2 fixtures done").After(5).Minutes.PollEvery(20).MilliSeconds,
                    "a.json is done");
                Interrupt(running.Process);
            });

        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Does.Contain("interrupted"));
        Assert.That(
            run.Output,
            Does.StartWith("PASS  agreeing").And.Contain("numbers agree").And.EndWith("every tensor\n"),
            "what was finished is said, whole");
    }

    [Test]
    public void Interrupt_DuringALongTrainingBesideAnOracle_EndsBoth()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Training(int.MaxValue));
        var oracle = new FakeOracle("ignores-end");

        var run = ProgramRun.Of(
            ProgramRun.Start(folder.Root, "check", ".", "--oracle", oracle.Name, "--oracle", "finite-differences"),
            running =>
            {
                Assert.That(oracle.Running, Has.Length.EqualTo(1).After(5).Minutes.PollEvery(20).MilliSeconds, "the oracle runs");
                Interrupt(running.Process);
            });

        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Does.Contain("interrupted"));
        Assert.That(oracle.Running(), Is.Empty);
    }

    [Test]
    public void Timeout_LongTraining_IsInconclusiveAndTheOtherFixturesAreChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Training(int.MaxValue));
        folder.Write("b.json", Examples.Agreeing());

        // The limit may be short: it counts for the training alone, which never ends.
        var run = ProgramRun.In(folder.Root, "check", ".", "--oracle", "none", "--timeout", "2", "--report", "junit=r.xml");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(
            run.Prose,
            Does.Contain(
                "failed engine: its training of 2147483647 steps was not done within 2 s and was stopped; --timeout SECONDS "
                    + "gives it more").And.Contain("PASS agreeing"));
        Assert.That(File.ReadAllText(folder.Of("r.xml")), Does.Contain("was not done within 2 s"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Check_SilentForLong_SaysThatItGoesOnUnlessQuiet(bool quiet)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());

        // The run says so after 5 s. It has 15 s, so that a busy machine gets to it in time.
        var run = ProgramRun.In(
            folder.Root,
            ["check", "a.json", "--oracle", new FakeOracle("silent").Name, "--timeout", "15", .. quiet ? new[] { "--quiet" } : []]);

        Assert.That(
            run.Error,
            quiet ? Is.Empty : Does.Match("^(backprop-check: 0 of 1 fixtures done after [0-9]+ s; the run goes on, at a.json\n)+$"));
    }

    [Test]
    public void End_ProcessThatLeftTheGroupAndClearedItsEnvironment_IsEndedWithTheOracle()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());
        var oracle = new FakeOracle("orphan");

        var run = ProgramRun.In(folder.Root, "check", ".", "--absolute", "0.4", "--oracle", oracle.Name);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(oracle.Running(), Is.Empty);
    }

    private static string Training(int steps) => Examples.ForFakeOracle("trained").Replace(
        "\"loss\":",
        $$"""
        "training": { "learningRate": 1e-9, "steps": {{steps}} },
          "expected": [{ "by": "x", "kind": "recorded", "precision": "float64", "updatedLossValue": 1 }], "loss":
        """,
        StringComparison.Ordinal);

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
