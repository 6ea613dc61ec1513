using System.Diagnostics;
using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The extra output of a run in a GitHub workflow.</summary>
public class GitHubTest
{
    private const string Command =
        "::error file=a.json,line=35,col=15,title=differing differs from a program::a program, float64: 1 of 2 numbers differs";

    [Test]
    public void Check_InAWorkflow_AnnotatesAndSummarises()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());
        folder.Write("summary.md", "before\n");

        var run = Check(folder, "summary.md", ".");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Match($"(?m)^{Command}"));
        Assert.That(
            File.ReadAllText(folder.Of("summary.md")),
            Does.StartWith("before\n# backprop-check: fail\n").And.Contain("## fail: `differing`"));
    }

    /// <summary>The wrong number is in the file of answers, not in the exercise.</summary>
    [TestCase("ben.csv", "quantity,layer,tensor,sample,row,column,value\nloss,,,,,,0.5\ngradient,1,weights,,1,1,3.5\n", "line=3,col=25")]
    [TestCase(
        "ben.json",
        "{ \"by\": \"ben\", \"kind\": \"hand\", \"precision\": { \"decimals\": 2 },\n  \"gradients\": [{ \"weights\": [[3.5]] }] }",
        "line=2,col=32")]
    [TestCase(
        "ben.json",
        "[{ \"by\": \"ben\", \"kind\": \"hand\", \"precision\": { \"decimals\": 2 },\n  \"gradients\": [{ \"weights\": [[3.5]] }] }]",
        "line=2,col=32")]
    [TestCase(
        "ben.json",
        "{ \"expected\": [{ \"by\": \"ben\", \"kind\": \"hand\", \"precision\": { \"decimals\": 2 },\n"
        + "  \"gradients\": [{ \"weights\": [[3.5]] }] }] }",
        "line=2,col=32")]
    public void Grade_InAWorkflow_AnnotatesTheAnswers(string name, string answers, string place)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write(name, answers);
        ProcessStartInfo start = ProgramRun.Start(folder.Root, ["grade", "a.json", name, "--report", "sarif=a.sarif"]);
        start.Environment["GITHUB_ACTIONS"] = "true";
        start.Environment["GITHUB_STEP_SUMMARY"] = folder.Of("summary.md");

        var run = ProgramRun.Of(start);

        Assert.That(run.Output, Does.Match($"(?m)^::error file={name},{place},title=agreeing differs from ben::"));
        Assert.That(File.ReadAllText(folder.Of("a.sarif")), Does.Contain($"\"uri\": \"{name}\""));
    }

    [Test]
    public void Check_Elsewhere_SaysNothingToGitHub()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        Assert.That(ProgramRun.Check(folder, ".").Output, Does.Not.Contain("::"));
    }

    [Test]
    public void Check_ReportOnStandardOutput_StandsThereAlone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        var run = Check(folder, "summary.md", ".", "--report", "json=-");

        using var json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(1));
        Assert.That(run.Error, Does.Match($"(?m)^{Command}"));
    }

    [Test]
    public void Check_SummaryThatCannotBeWritten_SaysSoAndEndsAsAnyReportDoes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = Check(folder, "no/such/folder/summary.md", "a.json");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(
            run.Error,
            Does.StartWith("backprop-check: the summary of the job (").And.Contain("cannot be written: ").And.EndWith("(exit code 4)\n"));
    }

    [TestCase("a.json", "it would take the place of a file that is read here")]
    [TestCase("r.md", "--report writes to that file already")]
    public void Check_SummaryInAFileOfTheRun_IsRefused(string summary, string said)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = Check(folder, summary, "a.json", "--report", "markdown=r.md");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("GITHUB_STEP_SUMMARY").And.Contain(said));
        Assert.That(File.ReadAllText(folder.Of("a.json")), Is.EqualTo(Examples.Agreeing()));
    }

    [Test]
    public void Check_SummaryThatIsFullAlready_StaysBelowTheLimit()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());
        folder.Write("summary.md", new string('x', (1 << 20) - 100));

        Assert.That(Check(folder, "summary.md", "a.json").ExitCode, Is.EqualTo(1));
        Assert.That(new FileInfo(folder.Of("summary.md")).Length, Is.LessThanOrEqualTo(1 << 20));
    }

    private static ProgramRun Check(TemporaryFolder folder, string summary, params string[] arguments)
    {
        ProcessStartInfo start = ProgramRun.Start(folder.Root, ["check", "--oracle", "none", .. arguments]);
        start.Environment["GITHUB_ACTIONS"] = "true";
        start.Environment["GITHUB_STEP_SUMMARY"] = folder.Of(summary);
        return ProgramRun.Of(start);
    }
}
