using System.Text.RegularExpressions;
using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary><c>merge</c>: processes of their own run the shards, and their reports become one.</summary>
public class MergeTest
{
    private static readonly string[] Formats = ["json", "junit", "sarif", "markdown", "html"];

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    public void Merge_AllShards_IsTheReportAndTheExitCodeOfOneRun(int shards)
    {
        using TemporaryFolder folder = Mixed();
        var whole = ProgramRun.Check(folder, ["fixtures", .. Reports("whole")]);
        CheckShards(folder, shards);

        var merged = ProgramRun.In(folder.Root, ["merge", "reports", .. Reports("merged")]);

        Assert.That((merged.ExitCode, whole.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(merged.Output, Is.EqualTo(whole.Output), "on the console too");
        using (Assert.EnterMultipleScope())
        {
            foreach (string format in Formats)
            {
                Assert.That(WithoutTimes(folder, "merged", format), Is.EqualTo(WithoutTimes(folder, "whole", format)), format);
            }

            Assert.That(File.ReadAllText(folder.Of("merged.html")), Does.Contain("The lines around"), "worked lines too");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Merge_FixtureGoneOrChanged_HasNoWorkedLinesAndSaysSo(bool gone)
    {
        using TemporaryFolder folder = Mixed();
        CheckShards(folder, 2);
        foreach (string file in Directory.GetFiles(folder.Of("fixtures")))
        {
            if (gone)
            {
                File.Delete(file);
            }
            else
            {
                File.AppendAllText(file, " ");
            }
        }

        var merged = ProgramRun.In(folder.Root, "merge", "reports", "--report", "html=merged.html");

        Assert.That(merged.ExitCode, Is.EqualTo(1));
        Assert.That(
            File.ReadAllText(folder.Of("merged.html")),
            Does.Contain("The worked lines are missing").And.Not.Contain("The lines around"));
    }

    [Test]
    public void Merge_ShardThatWasKilled_IsNamed()
    {
        using TemporaryFolder folder = Mixed();
        CheckShards(folder, 3);
        File.Delete(folder.Of("reports/2.json"));

        var ofFolder = ProgramRun.In(folder.Root, "merge", "reports", "--report", "json=merged.json");
        var ofFiles = ProgramRun.In(folder.Root, "merge", "reports/1.json", "reports/2.json", "reports/3.json");

        Assert.That((ofFolder.ExitCode, ofFiles.ExitCode), Is.EqualTo((3, 3)));
        Assert.That(
            ofFolder.Error, Is.EqualTo("backprop-check: shard 2 of 3 is missing.\nbackprop-check: nothing is merged (exit code 3)\n"));
        Assert.That(
            ofFiles.Error, Does.Contain("shard 2 of 3 is missing.").And.Contain("\"reports/2.json\": there is no such file or folder."));
        Assert.That(ofFolder.Output, Is.Empty);
        Assert.That(File.Exists(folder.Of("merged.json")), Is.False);
    }

    [Test]
    public void Merge_ShardThatWasKilledAndPartial_MergesTheOthersAndNamesIt()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 12; i++)
        {
            folder.Write($"fixtures/{i}.json", Examples.Agreeing($"fixture {i}"));
        }

        CheckShards(folder, 3);
        File.Delete(folder.Of("reports/2.json"));

        var run = ProgramRun.In(folder.Root, ["merge", "reports", "--partial", .. Reports("merged")]);
        var again = ProgramRun.In(folder.Root, "merge", "merged.json");

        Assert.That((run.ExitCode, again.ExitCode), Is.EqualTo((3, 3)));
        Assert.That(run.Output, Does.EndWith("?     inconclusive: shard 2 of 3 is missing (exit code 3)\n").And.Contain("fixture "));
        using (Assert.EnterMultipleScope())
        {
            foreach (string format in Formats)
            {
                Assert.That(File.ReadAllText(folder.Of($"merged.{format}")), Does.Contain("shard 2 of 3 is missing"), format);
            }
        }
    }

    /// <summary>An edited exit code or verdict is not believed, and every edited report is named.</summary>
    [Test]
    public void Merge_EditedReports_AreRefusedByName()
    {
        using var folder = new TemporaryFolder();
        folder.Write("fixtures/a.json", Examples.Differing("a"));
        ProgramRun.Check(folder, "fixtures", "--report", "json=report.json");
        string report = File.ReadAllText(folder.Of("report.json"));
        folder.Write("0.json", report.Replace("\"exitCode\": 1", "\"exitCode\": 0", StringComparison.Ordinal));
        folder.Write("256.json", report.Replace("\"exitCode\": 1", "\"exitCode\": 256", StringComparison.Ordinal));

        var run = ProgramRun.In(folder.Root, "merge", "0.json", "256.json", "--report", "html=merged.html");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Match(
            "^backprop-check: 0\\.json:8:15 \\(/exitCode\\): the report says \"0\", but 1 follows .*\nbackprop-check: 256\\.json:8:15 "
                + "\\(/exitCode\\): the report says \"256\", .*\n"
            + "backprop-check: nothing is merged \\(exit code 2\\)\n$"));
        Assert.That(File.Exists(folder.Of("merged.html")), Is.False);
    }

    [Test]
    public void Merge_NoReportAtAll_IsInconclusive()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("reports"));

        Assert.That(ProgramRun.In(folder.Root, "merge", "reports").ExitCode, Is.EqualTo(3));
        Assert.That(
            ProgramRun.In(folder.Root, "merge", "a.json", "b.json").Error,
            Does.Contain("no report was found").And.Contain("\"b.json\": there is no such file or folder."));
    }

    [Test]
    public void Merge_FixturesChangedBetweenShards_AreRefused()
    {
        using TemporaryFolder folder = Mixed();
        CheckShards(folder, 2);
        folder.Write("fixtures/0.json", Examples.Agreeing("fixture 0").Replace("0.5", "0.50", StringComparison.Ordinal));
        ProgramRun.Check(folder, "fixtures", "--shard", "2/2", "--report", "json=reports/2.json");

        var run = ProgramRun.In(folder.Root, "merge", "reports");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(
            run.Error,
            Does.Contain("reports/1.json (shard 1/2) and reports/2.json (shard 2/2) come from different fixture sets: 24 fixtures, "));
    }

    [TestCase("", "a.json:1:1: this is not JSON")]
    [TestCase("{ \"version\": 1 }", "a.json:1:1: the field \"fixtures\" is missing")]
    public void Merge_NoReport_IsRefused(string text, string words)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", text);

        var run = ProgramRun.In(folder.Root, "merge", "a.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith($"backprop-check: {words}").And.Not.Contain("   at "));
    }

    [Test]
    public void Merge_Console_IsAsRecorded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("fixtures/a.json", Examples.Agreeing("a"));
        folder.Write("fixtures/b.json", Examples.Differing("b"));
        folder.Write("fixtures/c.json", Examples.Agreeing("a"));
        CheckShards(folder, 2);

        var run = ProgramRun.In(folder.Root, "merge", "reports");

        Assert.That(run.ExitCode, Is.EqualTo(2), "a name stands twice, in different shards or not");
        GoldenFile.AssertMatches(run.Output, "merge.txt");
    }

    private static IEnumerable<string> Reports(string name)
        => Formats.SelectMany(format => new[] { "--report", $"{format}={name}.{format}" });

    private static string WithoutTimes(TemporaryFolder folder, string name, string format)
        => Regex.Replace(File.ReadAllText(folder.Of($"{name}.{format}")), " time=\"[0-9.]+\"", string.Empty);

    private static TemporaryFolder Mixed()
    {
        var folder = new TemporaryFolder();
        for (int i = 0; i < 24; i++)
        {
            folder.Write(
                $"fixtures/{i}.json",
                (i % 9) switch
                {
                    4 => Examples.Differing($"fixture {i}"),
                    7 => Examples.Undecidable($"fixture {i}"),
                    _ => Examples.Agreeing($"fixture {i}"),
                });
        }

        return folder;
    }

    private static void CheckShards(TemporaryFolder folder, int shards)
    {
        for (int i = 1; i <= shards; i++)
        {
            ProgramRun.Check(folder, "fixtures", "--shard", $"{i}/{shards}", "--report", $"json=reports/{i}.json");
        }
    }
}
