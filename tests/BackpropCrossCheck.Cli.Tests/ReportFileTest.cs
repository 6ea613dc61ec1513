using System.Text;
using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Where reports go.</summary>
public class ReportFileTest
{
    [Test]
    public void Json_OnStandardOutput_StandsThereAlone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing("\"quoted\" \u202E \u7F51"));

        var run = ProgramRun.Check(folder, ".", "--report", "json=-");
        using var json = JsonDocument.Parse(run.Output);

        Assert.That(json.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(run.ExitCode).And.EqualTo(1));
        Assert.That(json.RootElement.GetProperty("fixtures")[0].GetProperty("name").GetString(), Is.EqualTo("\"quoted\" \u202E \u7F51"));
        Assert.That(run.Error, Does.Contain("FAIL  ").And.Contain("(exit code 1)"), "what a person reads");
    }

    [Test]
    public void Json_IntoAFile_IsWhatStandardOutputWouldHaveAndTheConsoleStays()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        var toFile = ProgramRun.Check(folder, "a.json", "--report", "json=new/folders/report.json", "--report", "json=-");

        Assert.That(File.ReadAllText(folder.Of("new/folders/report.json"), new UTF8Encoding(false, true)), Is.EqualTo(toFile.Output));
        Assert.That(Directory.GetFiles(folder.Of("new/folders")), Has.Length.EqualTo(1), "no part file");
        Assert.That(ProgramRun.Check(folder, "a.json", "--report", "json=new/again.json").Output, Does.Contain("FAIL  differing"));
    }

    [Test]
    public void Json_OverAnOlderReport_ReplacesItWhole()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("report.txt", new string('x', 100_000));

        ProgramRun.Check(folder, "a.json", "--report", "json=report.txt");

        using var json = JsonDocument.Parse(File.ReadAllText(folder.Of("report.txt")));
        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("pass"));
    }

    [Test]
    public void Json_ThatCannotBeWritten_LeavesWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("report/old.txt", "old");

        var run = ProgramRun.Check(folder, "a.json", "--report", "json=report");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith("backprop-check: the report report cannot be written: ").And.Not.Contain("   at "));
        Assert.That(Directory.GetFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories), Has.Length.EqualTo(3));
    }

    [Test]
    public void Json_BadArguments_LeavesTheOldReport()
    {
        using var folder = new TemporaryFolder();
        folder.Write("report.txt", "old");

        Assert.That(ProgramRun.Check(folder, ".", "--jobs", "0", "--report", "json=report.txt").ExitCode, Is.EqualTo(2));
        Assert.That(File.ReadAllText(folder.Of("report.txt")), Is.EqualTo("old"));
    }

    [Test]
    public void Json_EveryKindOfEnd_HasItsVerdict()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pass/a.json", Examples.Agreeing());
        folder.Write("fail/a.json", Examples.Differing());
        folder.Write("error/a.json", Examples.Broken());
        folder.Write("inconclusive/a.json", Examples.Undecidable());

        foreach ((string verdict, int code) in new[] { ("pass", 0), ("fail", 1), ("error", 2), ("inconclusive", 3) })
        {
            var run = ProgramRun.Check(folder, verdict, "--report", "json=-");
            using var json = JsonDocument.Parse(run.Output);
            Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo(verdict));
            Assert.That((run.ExitCode, json.RootElement.GetProperty("exitCode").GetInt32()), Is.EqualTo((code, code)));
        }
    }

    [Test]
    public void Reports_Several_AreWrittenInOneRun()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        var run = ProgramRun.Check(
            folder,
            "a.json",
            "--report",
            "json=out/r.json",
            "--report",
            "junit=out/r.xml",
            "--report",
            "sarif=-",
            "--report",
            "markdown=out/r.md");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        using var sarif = JsonDocument.Parse(run.Output);
        Assert.That(sarif.RootElement.GetProperty("version").GetString(), Is.EqualTo("2.1.0"));
        Assert.That(
            Directory.GetFiles(folder.Of("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "r.json", "r.md", "r.xml" }));
        Assert.That(File.ReadAllText(folder.Of("out/r.xml")), Does.StartWith("<?xml").And.EndsWith("</testsuites>\n"));
        Assert.That(File.ReadAllText(folder.Of("out/r.md")), Does.Contain("backprop-check check a.json --oracle none\n"));
    }

    [Test]
    public void Reports_OneCannotBeWritten_TheOthersAre()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("file", "");

        var run = ProgramRun.Check(folder, "a.json", "--report", "junit=file/r.xml", "--report", "markdown=r.md");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error.TrimEnd('\n').Split('\n'), Is.EqualTo(new[] { run.Error.TrimEnd('\n') }), "one line");
        Assert.That(run.Error, Does.StartWith("backprop-check: the report file/r.xml cannot be written: "));
        Assert.That(File.ReadAllText(folder.Of("r.md")), Does.StartWith("# backprop-check: pass\n"));
    }

    [Test]
    [Platform("Linux")]
    public void Reports_FullDisk_IsNamedAndTheDeviceStays()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, "a.json", "--report", "json=/dev/full", "--report", "sarif=r.sarif");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.Match("^backprop-check: the report /dev/full cannot be written: .*(exit code 4)"));
        Assert.That(() => File.WriteAllText("/dev/full", "x"), Throws.InstanceOf<IOException>());
        Assert.That(File.Exists(folder.Of("r.sarif")));
        Assert.That(ProgramRun.Check(folder, "a.json", "--report", "json=/dev/null").ExitCode, Is.Zero);
    }

    [Test]
    [Platform("Linux")]
    public void Reports_Link_IsFollowed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("real/r.json", "old");
        File.CreateSymbolicLink(folder.Of("r.json"), folder.Of("real/r.json"));

        Assert.That(ProgramRun.Check(folder, "a.json", "--report", "json=r.json").ExitCode, Is.Zero);
        Assert.That(new FileInfo(folder.Of("r.json")).LinkTarget, Is.Not.Null);
        Assert.That(File.ReadAllText(folder.Of("real/r.json")), Does.StartWith("{"));
    }

    [TestCase("several reports for standard output were found", "json=-", "sarif=-")]
    [TestCase("several reports for the file r.json were found", "json=r.json", "sarif=./r.json")]
    [TestCase("the format \"junti\" is not known; did you mean \"junit\"?", "junti=r.xml")]
    [TestCase("a path is missing; write --report junit=PATH", "junit=")]
    public void Reports_UnusableOptions_AreRefused(string said, params string[] reports)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, ["a.json", .. reports.SelectMany(report => new[] { "--report", report })]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(said));
        Assert.That(Directory.GetFiles(folder.Root), Has.Length.EqualTo(1));
    }
}
