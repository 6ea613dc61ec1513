using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Reports written to a stream, and files that must not be replaced.</summary>
[Platform("Linux", Reason = "streams have paths there")]
[SupportedOSPlatform("linux")]
public class StreamTest
{
    private const string Check = "check a.json --oracle none";

    [TestCase("json=/dev/stdout")]
    [TestCase("json=/dev/fd/1")]
    [TestCase("json=/proc/self/fd/1")]
    [TestCase("json=-")]
    public void Report_StandardOutputAppendedToAFile_StandsBehindWhatWasThere(string report)
    {
        using TemporaryFolder folder = One();

        var run = OverwriteTest.Shell(folder, $"{Check} --report {report} >> log; echo after >> log", "echo before > log");
        string log = File.ReadAllText(folder.Of("log"));

        Assert.That(log, Does.StartWith("before\n{").And.EndsWith("}\nafter\n"));
        using var json = JsonDocument.Parse(log["before\n".Length..^"after\n".Length]);
        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("pass"));
        Assert.That(run.Error, Does.Contain("PASS"), "what a person reads");
        Assert.That(Directory.GetFiles(folder.Root), Has.Length.EqualTo(2), "no part");
    }

    [TestCase("3>> log", Description = "appended")]
    [TestCase("3> log", Description = "from the start")]
    public void Report_DescriptorOfAFile_IsWrittenToWhereItStands(string redirection)
    {
        using TemporaryFolder folder = One();

        OverwriteTest.Shell(folder, $"{Check} --report markdown=/dev/fd/3; echo after >&3", $"exec {redirection}; echo before >&3");

        Assert.That(File.ReadAllText(folder.Of("log")), Does.StartWith("before\n# backprop-check: pass\n").And.EndsWith("\nafter\n"));
    }

    [Test]
    public void Report_StandardErrorInAFile_IsAppended()
    {
        using TemporaryFolder folder = One();

        OverwriteTest.Shell(folder, $"{Check} --report markdown=/dev/stderr 2>> log", "echo before > log");

        Assert.That(File.ReadAllText(folder.Of("log")), Does.StartWith("before\n# backprop-check: pass\n"));
    }

    [Test]
    public void Report_NamedPipe_IsWrittenToAndStays()
    {
        using TemporaryFolder folder = One();
        using var reader = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "mkfifo pipe; cat pipe > read"]) { WorkingDirectory = folder.Root })!;
        Assert.That(() => File.Exists(folder.Of("pipe")), Is.True.After(5).Minutes.PollEvery(10).MilliSeconds);

        var run = ProgramRun.Check(folder, "a.json", "--report", "markdown=pipe");
        reader.WaitForExit();

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(folder.Of("read")), Does.StartWith("# backprop-check: pass\n"));
        Assert.That(new FileInfo(folder.Of("pipe")).Length, Is.Zero, "it is the pipe still");
    }

    [TestCase("trace a.json --output")]
    [TestCase("worksheet a.json --output")]
    [TestCase("record a.json --oracle none --output")]
    public void Output_StandardOutputByName_IsTheStream(string command)
    {
        using TemporaryFolder folder = One();

        var run = OverwriteTest.Shell(folder, $"{command} /dev/stdout >> log", "echo before > log");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(folder.Of("log")), Does.StartWith("before\n").And.Length.GreaterThan(100));
    }

    [Test]
    public void Report_ReadOnlyFile_Stays()
    {
        using TemporaryFolder folder = One();
        File.SetUnixFileMode(folder.Write("r.json", "old"), UnixFileMode.UserRead);

        var run = ProgramRun.Check(folder, "a.json", "--report", "json=r.json");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith("backprop-check: the report r.json cannot be written: ").And.Contain("read-only"));
        Assert.That(File.ReadAllText(folder.Of("r.json")), Is.EqualTo("old"));
    }

    [Test]
    public void Report_PrivateFile_StaysPrivate()
    {
        using TemporaryFolder folder = One();
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(folder.Write("r.json", "old"), Private);

        Assert.That(ProgramRun.Check(folder, "a.json", "--report", "json=r.json").ExitCode, Is.Zero);
        Assert.That(File.GetUnixFileMode(folder.Of("r.json")), Is.EqualTo(Private));
        Assert.That(File.ReadAllText(folder.Of("r.json")), Does.StartWith("{"));
    }

    [Test]
    public void Report_PartsOfAKilledRun_AreRemovedAndThoseInUseStay()
    {
        using TemporaryFolder folder = One();
        string left = folder.Write($"r.json.{Guid.NewGuid():N}.part", "half");
        string used = folder.Write($"r.json.{Guid.NewGuid():N}.part", "half");
        string other = folder.Write($"s.json.{Guid.NewGuid():N}.part", "half");
        string named = folder.Write("r.json.my.part", "mine");
        using var writer = new FileStream(used, FileMode.Open, FileAccess.Write, FileShare.None);

        Assert.That(ProgramRun.Check(folder, "a.json", "--report", "json=r.json").ExitCode, Is.Zero);

        Assert.That(new[] { left, used, other, named }.Select(File.Exists), Is.EqualTo(new[] { false, true, true, true }));
    }

    private static TemporaryFolder One()
    {
        var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        return folder;
    }
}
