using System.Diagnostics;
using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Inputs may be missing, empty, endless or no file at all. The run says so, and checks everything else.</summary>
public class HostileInputTest
{
    private const string Header = "quantity,layer,tensor,sample,row,column,value\n";

    [TestCase("no-such-file.csv", "there is no such file")]
    [TestCase("empty-array.json", "this array of answers is empty")]
    [TestCase("empty-list.json", "this array of answers is empty")]
    [TestCase("empty", "this folder has no file of answers")]
    [TestCase("no-row.csv", "the file ends without a line of answers")]
    [TestCase("nonsense.csv", "expected the header line")]
    [TestCase("nul.csv", "a NUL character (U+0000) was found")]
    public void Grade_NothingToGrade_SaysSoInEveryReportWithTheSameExitCode(string answers, string said)
    {
        using var folder = new TemporaryFolder();
        folder.Write("exercise.json", Examples.Agreeing());
        folder.Write("empty-array.json", "[]\n");
        folder.Write("empty-list.json", """{ "expected": [] }""");
        folder.Write("empty/readme.txt", "");
        folder.Write("no-row.csv", Header);
        folder.Write("nonsense.csv", "nonsense\n");
        folder.Write("nul.csv", Header + "loss,,,,,,0.3\0\n");
        string[] formats = ["json", "junit", "sarif", "markdown", "html"];

        var alone = ProgramRun.In(folder.Root, "grade", "exercise.json", answers);
        ProcessStartInfo start = ProgramRun.Start(
            folder.Root,
            ["grade", "exercise.json", answers, .. formats.SelectMany(format => new[] { "--report", $"{format}=report.{format}" })]);
        start.Environment["GITHUB_ACTIONS"] = "true";
        var told = ProgramRun.Of(start);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((alone.ExitCode, told.ExitCode), Is.EqualTo((2, 2)), told.Error);
            Assert.That(alone.Prose, Does.Contain(said));
            Assert.That(told.Output, Does.StartWith(alone.Output));
            Assert.That(told.Output[alone.Output.Length..], Does.Match("(?m)^::error ").And.Contain(said));
            foreach (string format in formats)
            {
                Assert.That(File.ReadAllText(folder.Of($"report.{format}")), Does.Contain(said.Split('(')[0]), format);
            }
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There are no named pipes in folders.")]
    public void Check_PipeInAFolder_IsNamedAndTheOthersAreChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("all/a.json", Examples.Agreeing());
        MakePipe(folder, "all/p.json");

        var run = ProgramRun.Check(folder, "all", "--report", "json=report.json");

        using var report = JsonDocument.Parse(File.ReadAllText(folder.Of("report.json")));
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(
            run.Prose,
            Does.Contain("ERROR all/p.json the file cannot be read: this is a named pipe, not a regular file of at most 256 MiB."));
        Assert.That(
            report.RootElement.GetProperty("fixtures").EnumerateArray().Select(fixture => fixture.GetProperty("verdict").GetString()),
            Is.EqualTo(new[] { "pass", "error" }));
    }

    [TestCase("check", "p.json", "--oracle", "none")]
    [TestCase("check", "p.json", "--oracle", "none", "--shard", "1/1")]
    [TestCase("record", "p.json", "--oracle", "none", "--output", "base.txt")]
    [TestCase("compare", "p.json", "a.json")]
    [TestCase("grade", "p.json", "a.json")]
    [TestCase("grade", "a.json", "p.json")]
    [TestCase("trace", "p.json")]
    [TestCase("worksheet", "p.json")]
    [TestCase("merge", "p.json")]
    [Platform(Exclude = "Win", Reason = "There are no named pipes in folders.")]
    public void AnyCommand_PipeByName_IsRefusedAndNotWaitedFor(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        MakePipe(folder, "p.json");

        var run = ProgramRun.In(folder.Root, arguments);

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Error);
        Assert.That(Prose(run), Does.Contain("this is a named pipe"));
    }

    [Test]
    [Platform("Linux", Reason = "/dev/zero has no end.")]
    public void Check_FixtureWithoutEnd_IsRefusedAndTheOthersAreChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("all/a.json", Examples.Agreeing());
        File.CreateSymbolicLink(folder.Of("all/z.json"), "/dev/zero");

        var run = ProgramRun.Check(folder, "all");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Prose, Does.Contain("1 pass").And.Contain("this is a device, not a regular file of at most 256 MiB."));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There is no /dev/stdin.")]
    public void Check_StreamThatTheCallerOpened_IsRead()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Of(
            ProgramRun.StartOf(
                "/bin/sh", folder.Root, "-c", $"cat a.json | '{Repository.DotNet}' '{Repository.Program}' check /dev/stdin --oracle none"));

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }

    [TestCase("check", "big.json", "--oracle", "none")]
    [TestCase("record", "big.json", "--oracle", "none", "--output", "base.txt")]
    [TestCase("compare", "big.json", "a.json")]
    [TestCase("grade", "big.json", "a.json")]
    [TestCase("grade", "a.json", "big.json")]
    [TestCase("trace", "big.json")]
    [TestCase("worksheet", "big.json")]
    [TestCase("merge", "big.json")]
    public void AnyCommand_FileBeyondTheLimit_IsRefusedUntilTheOptionRaisesIt(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("big.json", new string(' ', (1 << 20) + 1));

        var refused = ProgramRun.In(folder.Root, [.. arguments, "--max-size", "1"]);
        var read = ProgramRun.In(folder.Root, [.. arguments, "--max-size", "2"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.ExitCode, read.ExitCode), Is.EqualTo((2, 2)));
            Assert.That(
                Prose(refused), Does.Contain("it is larger than 1 MiB, the most that is read of one file.").And.Contain("--max-size"));
            Assert.That(Prose(read), Does.Not.Contain("MiB"));
        }
    }

    [TestCase("0")]
    [TestCase("2048")]
    [TestCase("1.5")]
    public void Check_LimitOutOfRange_IsRefused(string limit)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, "a.json", "--max-size", limit);

        Assert.That(
            (run.ExitCode, run.Error),
            Is.EqualTo((2, $"backprop-check: --max-size \"{limit}\": a whole number from 1 to 2047 is expected, in MiB.\n")));
    }

    [TestCase("check")]
    [TestCase("record")]
    [TestCase("compare")]
    [TestCase("grade")]
    [TestCase("trace")]
    [TestCase("worksheet")]
    [TestCase("merge")]
    public void Help_OfEveryCommandThatReads_NamesTheLimit(string command)
        => Assert.That(
            ProgramRun.In(Repository.Root, command, "--help").Prose, Does.Contain("--max-size <MIB>").And.Contain("(default 256)"));

    [Test]
    public void Compare_NulInABaseline_IsRefusedAtLineAndColumn()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        Assert.That(ProgramRun.In(folder.Root, "record", "a.json", "--oracle", "none", "--output", "base.txt").ExitCode, Is.Zero);
        string text = File.ReadAllText(folder.Of("base.txt"));
        folder.Write("base.txt", text.Replace(": 0.5\n", ": 0.5\0\n", StringComparison.Ordinal));

        var run = ProgramRun.In(folder.Root, "compare", "base.txt", "a.json");

        Assert.That(text, Does.Contain(": 0.5\n"));
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(
            run.Error, Does.Match(@"^backprop-check: base\.txt:\d+:\d+: a NUL character \(U\+0000\) was found; a baseline is text\."));
    }

    private static string Prose(ProgramRun run)
        => string.Join(' ', (run.Output + run.Error).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void MakePipe(TemporaryFolder folder, string name)
        => Assert.That(ProgramRun.Of(ProgramRun.StartOf("mkfifo", folder.Root, name)).ExitCode, Is.Zero);
}
