namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Failures outside the program: one line says what happened, without a stack trace.</summary>
[Platform("Linux", Reason = "/dev/full and deleted folders")]
public class EndTest
{
    private const string Check = "check a.json --oracle none";

    [TestCase("> /dev/full", "No space left on device")]
    [TestCase(">&-", "it is closed")]
    public void StandardOutput_CannotBeWritten_IsSaidInOneLine(string redirection, string why)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = OverwriteTest.Shell(folder, $"{Check} --report json=r.json {redirection}");

        Assert.That(
            (run.ExitCode, run.Error), Is.EqualTo((4, $"backprop-check: standard output cannot be written: {why} (exit code 4)\n")));
        Assert.That(File.Exists(folder.Of("r.json")), "the report is written");
    }

    [TestCase("> /dev/full 2> /dev/full")]
    [TestCase(">&- 2>&-")]
    [TestCase("--report json=- > /dev/full 2> /dev/full")]
    [TestCase("--jobs none 2> /dev/full")]
    public void StandardOutputAndError_CannotBeWritten_ExitCodeSaysSo(string redirection)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(OverwriteTest.Shell(folder, $"{Check} {redirection}").ExitCode, Is.EqualTo(4), "no abort");
    }

    [Test]
    public void StandardError_FullButNotNeeded_IsNoFault()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(OverwriteTest.Shell(folder, $"{Check} 2> /dev/full").ExitCode, Is.Zero);
    }

    [Test]
    public void WorkingFolder_Deleted_IsSaidInOneLine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = OverwriteTest.Shell(folder, "check ../a.json --oracle none", "mkdir gone; cd gone; rmdir ../gone");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith("backprop-check: the working folder does not exist any more").And.Not.Contain("   at "));
        Assert.That(run.Error.TrimEnd('\n'), Does.Not.Contain('\n'));
    }

    [TestCase(64, 4)]
    [TestCase(96, 0)]
    public void Files_FewMayBeOpen_AreEnoughOrRefusedInOneLine(int limit, int exitCode)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("b/c.json", Examples.Agreeing("other"));

        var run = OverwriteTest.Shell(
            folder, "check . --oracle none --report json=r --report html=h --report junit=j", $"ulimit -n {limit}");

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(
            run.Error.TrimEnd('\n'),
            exitCode == 0 ? Is.Empty : Does.StartWith("backprop-check: only 64 files may be open at once here").And.Not.Contain("\n"));
        Assert.That(File.Exists(folder.Of("r")), Is.EqualTo(exitCode == 0));
    }
}
