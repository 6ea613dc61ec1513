using System.Diagnostics;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Fixtures on standard input, and paths with wildcards that no shell has expanded.</summary>
public class InputTest
{
    [Test]
    public void StandardInput_AsPath_IsChecked()
    {
        using var folder = new TemporaryFolder();

        Assert.That(With(folder, Examples.Agreeing(), "check", "-", "--oracle", "none").ExitCode, Is.Zero);
        Assert.That(With(folder, Examples.Differing(), "check", "-", "--oracle", "none").ExitCode, Is.EqualTo(1));
        Assert.That(
            With(folder, Examples.Broken(), "check", "-", "--oracle", "none").Prose,
            Does.Contain("ERROR -:").And.Contain("did you mean \"labels\"?"));
        Assert.That(With(folder, "", "check", "-", "--oracle", "none").ExitCode, Is.EqualTo(2), "nothing is no fixture");
    }

    [Test]
    public void StandardInput_WithShardAndFilter_IsReadOnce()
    {
        using var folder = new TemporaryFolder();
        string[] check = ["check", "-", "--oracle", "none", "--filter", "agree*"];

        Assert.That(
            With(folder, Examples.Agreeing(), [.. check, "--shard", "1/2"]).Output
                + With(folder, Examples.Agreeing(), [.. check, "--shard", "2/2"]).Output,
            Does.Contain("PASS  agreeing"));
    }

    [Test]
    public void StandardInput_OfOtherCommands_IsTheirFixture()
    {
        using var folder = new TemporaryFolder();
        folder.Write("answers.csv", "quantity,layer,tensor,sample,row,column,value\nloss,,,,,,0.5\n");

        Assert.That(With(folder, Examples.Agreeing(), "trace", "-").Output, Does.Contain("agreeing"));
        Assert.That(With(folder, Examples.Agreeing(), "worksheet", "-").Output, Does.Contain("agreeing"));
        Assert.That(With(folder, Examples.Agreeing(), "grade", "-", "answers.csv").Output, Does.Contain("agreeing"));
        Assert.That(
            With(folder, Examples.Agreeing(), "record", "-", "--oracle", "finite-differences", "--output", "b.txt").ExitCode, Is.Zero);
        Assert.That(With(folder, Examples.Broken(), "trace", "-").ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void StandardInput_FromAFileThatIsAnOutput_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("sh redirects standard input here.");
            return;
        }

        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        string command = $"'{Repository.DotNet}' '{Repository.Program}' check - --oracle none --report json=a.json < a.json";

        ProcessStartInfo start = ProgramRun.StartOf("sh", folder.Root, "-c", command);

        Assert.That(ProgramRun.Of(start).ExitCode, Is.EqualTo(2));
        Assert.That(File.ReadAllText(folder.Of("a.json")), Is.EqualTo(Examples.Agreeing()));
    }

    [TestCase("f/*.json", 2)]
    [TestCase("f/?.json", 1)]
    [TestCase("*/a.json", 1)]
    [TestCase("*", 3, Description = "a folder that matches is a folder")]
    public void Wildcards_InAPath_AreExpanded(string path, int fixtures)
    {
        using var folder = new TemporaryFolder();
        folder.Write("f/a.json", Examples.Agreeing("a"));
        folder.Write("f/bb.json", Examples.Agreeing("bb"));
        folder.Write("f/.hidden.json", "{}");
        folder.Write("f/deep/c.json", Examples.Agreeing("c"));
        folder.Write("f/backprop-check.json", "{}");

        var run = ProgramRun.Check(folder, path == "*" ? "f/deep/*" : path, path == "*" ? "f/*.json" : path);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain($"{fixtures} fixture"));
    }

    [Test]
    public void Wildcards_ThatMatchNothing_AreAnError()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Check(folder, "none/*.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Prose, Does.Contain("none/*.json no file or folder matches this."));
    }

    [Test]
    public void Wildcards_InTheNameOfAFileThatExists_AreLetters()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no such names.");
            return;
        }

        using var folder = new TemporaryFolder();
        folder.Write("a?.json", Examples.Agreeing());
        folder.Write("ab.json", Examples.Differing());

        Assert.That(ProgramRun.Check(folder, "a?.json").ExitCode, Is.Zero);
    }

    private static ProgramRun With(TemporaryFolder folder, string input, params string[] arguments)
        => ProgramRun.WithInput(folder.Root, input, arguments);
}
