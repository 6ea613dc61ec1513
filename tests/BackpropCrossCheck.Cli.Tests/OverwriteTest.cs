using System.Diagnostics;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>No input is ever overwritten, however its path is spelt.</summary>
[Platform("Linux", Reason = "links ask for rights on Windows, and /proc is Linux's")]
public class OverwriteTest
{
    private const string Fixture = "real/a.json";

    private static readonly string[] Spellings =
    [
        "link/a.json",
        "link.json",
        "hard.json",
        "chain/a.json",
        "/proc/self/cwd/real/a.json",
        "real/../link/a.json",
        "new/../real/a.json",
        "deep/back.json",
    ];

    private static readonly string[][] Commands =
    [
        ["check", "real", "--oracle", "none", "--report", "json=OUT"],
        ["record", "real", "--oracle", "none", "--output", "OUT"],
        ["trace", Fixture, "--output", "OUT"],
        ["worksheet", Fixture, "--output", "OUT"],
        ["worksheet", Fixture, "--answers", "OUT"],
        ["worksheet", Fixture, "--csv", "OUT"],
        ["worksheet", Fixture, "--seed", "1", "--fixture", "OUT"],
        ["grade", Fixture, "answers.csv", "--report", "markdown=OUT"],
        ["grade", "other.json", Fixture, "--report", "junit=OUT"],
        ["compare", "baseline", "real", "--report", "html=OUT"],
        ["merge", "real", "--report", "sarif=OUT"],
        ["import", Fixture, "--output", "OUT", "--force"],
        ["import", "model.keras", "--inputs", Fixture, "--output", "OUT"],
    ];

    [Test]
    public void Output_ThatIsAnInput_IsRefusedHoweverItIsSpelt([ValueSource(nameof(Commands))] string[] command)
    {
        using TemporaryFolder folder = Linked();
        foreach (string spelling in Spellings)
        {
            var run = ProgramRun.In(folder.Root, [.. command.Select(word => word.Replace("OUT", spelling, StringComparison.Ordinal))]);

            Assert.That(run.ExitCode, Is.EqualTo(2), $"{spelling}: {run.Error}");
            Assert.That(run.Error, Does.Contain($"{spelling}: it would take the place of a file that is read here"));
            Assert.That(run.Output, Is.Empty, "nothing was calculated");
            Assert.That(File.ReadAllText(folder.Of(Fixture)), Is.EqualTo(Examples.Agreeing()), spelling);
        }
    }

    [Test]
    public void Output_BaselineOrAnswers_AreInputsToo()
    {
        using TemporaryFolder folder = Linked();
        File.CreateSymbolicLink(folder.Of("b"), folder.Of("baseline"));
        File.CreateSymbolicLink(folder.Of("c"), folder.Of("answers.csv"));

        Assert.That(ProgramRun.In(folder.Root, "compare", "baseline", "real", "--report", "json=b").ExitCode, Is.EqualTo(2));
        Assert.That(ProgramRun.In(folder.Root, "grade", Fixture, "answers.csv", "--report", "json=c").ExitCode, Is.EqualTo(2));
        Assert.That(
            (File.ReadAllText(folder.Of("baseline")), File.ReadAllText(folder.Of("answers.csv"))), Is.EqualTo(("baseline", "answers")));
    }

    [Test]
    public void Output_ProgramOfAnOracle_IsRefused()
    {
        using TemporaryFolder folder = Linked();
        folder.Write("engine.py", "mine");

        var run = ProgramRun.In(folder.Root, "check", "real", "--oracle", "exec:python3 ./engine.py", "--report", "json=engine.py");

        Assert.That((run.ExitCode, File.ReadAllText(folder.Of("engine.py"))), Is.EqualTo((2, "mine")), run.Error);
    }

    [TestCase(
        "several reports for the file new/x were found",
        "check", "real", "--oracle", "none", "--report", "json=real/new/x", "--report", "sarif=link/new/x")]
    [TestCase(
        "several reports for the file to-come/x were found",
        "check", "real", "--oracle", "none", "--report", "json=to-come/x", "--report", "sarif=dangling/x")]
    [TestCase(
        "several reports for standard output were found",
        "check", "real", "--oracle", "none", "--report", "json=-", "--report", "sarif=/dev/stdout")]
    [TestCase("--output writes to that file already", "worksheet", Fixture, "--output", "real/x", "--answers", "link/x")]
    [TestCase("--output writes to standard output already", "worksheet", Fixture, "--csv", "/dev/fd/1")]
    public void Outputs_ThatAreOneFile_AreRefused(string said, params string[] command)
    {
        using TemporaryFolder folder = Linked();
        File.CreateSymbolicLink(folder.Of("dangling"), "to-come");

        var run = ProgramRun.In(folder.Root, command);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error.Replace("real/new/x", "new/x", StringComparison.Ordinal), Does.Contain(said));
        Assert.That(Directory.Exists(folder.Of("to-come")) || Directory.Exists(folder.Of("real/new")), Is.False);
    }

    [TestCase("--report json=log", "log", "standard output goes to that file", Description = "an output")]
    [TestCase("", "real/a.json", "standard output goes to the file", Description = "an input")]
    public void Output_WhereStandardOutputGoes_IsRefused(string option, string log, string said)
    {
        using TemporaryFolder folder = Linked();

        var run = Shell(folder, $"check real --oracle none {option} >> {log}");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(said));
        Assert.That(File.ReadAllText(folder.Of(Fixture)), Is.EqualTo(Examples.Agreeing()));
    }

    [Test]
    public void Output_BesideTheInputs_IsWritten()
    {
        using TemporaryFolder folder = Linked();

        var run = ProgramRun.In(
            folder.Root, "check", "real", "--oracle", "none", "--report", "json=link/report.txt", "--report", "sarif=chain/new/r.sarif");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.Exists(folder.Of("real/report.txt")) && File.Exists(folder.Of("real/new/r.sarif")));
        Assert.That(File.ReadAllText(folder.Of(Fixture)), Is.EqualTo(Examples.Agreeing()));
    }

    /// <summary>Runs backprop-check by a shell.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="command">The text after the program's name.</param>
    /// <param name="before">Commands that the shell runs first.</param>
    internal static ProgramRun Shell(TemporaryFolder folder, string command, string before = "true")
        => ProgramRun.Of(
            ProgramRun.StartOf("/bin/sh", folder.Root, "-c", $"{before}; '{Repository.DotNet}' '{Repository.Program}' {command}"));

    private static TemporaryFolder Linked()
    {
        var folder = new TemporaryFolder();
        folder.Write(Fixture, Examples.Agreeing());
        folder.Write("other.json", Examples.Agreeing());
        folder.Write("answers.csv", "answers");
        folder.Write("baseline", "baseline");
        Directory.CreateDirectory(folder.Of("deep"));
        File.CreateSymbolicLink(folder.Of("link"), "real");
        File.CreateSymbolicLink(folder.Of("chain"), folder.Of("link"));
        File.CreateSymbolicLink(folder.Of("link.json"), Fixture);
        File.CreateSymbolicLink(folder.Of("deep/back.json"), "../chain/a.json");
        using var hardLink = Process.Start("ln", [folder.Of(Fixture), folder.Of("hard.json")]);
        hardLink.WaitForExit();
        return folder;
    }
}
