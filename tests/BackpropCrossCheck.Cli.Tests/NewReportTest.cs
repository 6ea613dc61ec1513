using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The reports for GitLab's merge requests and for spreadsheets.</summary>
public class NewReportTest
{
    [Test]
    public void CodeQuality_OfFailures_HasWhatGitLabReads()
    {
        using TemporaryFolder folder = Failing();

        ProgramRun.Check(folder, ".", "--report", "codequality=out.txt");
        using var json = JsonDocument.Parse(File.ReadAllText(folder.Of("out.txt")));
        JsonElement[] issues = [.. json.RootElement.EnumerateArray()];

        Assert.That(issues, Has.Length.EqualTo(2));
        Assert.That(
            issues.Select(issue => issue.EnumerateObject().Select(field => field.Name)),
            Has.All.EqualTo(new[] { "description", "check_name", "fingerprint", "severity", "location" }));
        Assert.That(issues.Select(issue => issue.GetProperty("severity").GetString()), Has.All.EqualTo("major"));
        Assert.That(issues.Select(issue => issue.GetProperty("fingerprint").GetString()), Is.Unique.And.All.Length.EqualTo(64));
        JsonElement differing = issues.Single(issue => Path(issue).EndsWith("b.json", StringComparison.Ordinal));
        Assert.That(differing.GetProperty("description").GetString(), Does.Contain("a program"));
        Assert.That(differing.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32(), Is.GreaterThan(10));

        static string Path(JsonElement issue) => issue.GetProperty("location").GetProperty("path").GetString()!;
    }

    [Test]
    public void CodeQuality_AfterALineMoved_HasTheSameFingerprint()
    {
        using TemporaryFolder folder = Failing();
        string[] before = Fingerprints(folder);
        folder.Write("b.json", "\n\n" + File.ReadAllText(folder.Of("b.json")));

        Assert.That(Fingerprints(folder), Is.EqualTo(before));
    }

    [Test]
    public void CodeQuality_OfAPass_IsAnEmptyArray()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(ProgramRun.Check(folder, ".", "--report", "codequality=-").Output, Is.EqualTo("[]\n"));
    }

    [Test]
    public void Csv_OfACheck_HasALineForEachNumberThatIsReported()
    {
        using TemporaryFolder folder = Failing();

        string[] lines = ProgramRun.Check(folder, ".", "--report", "csv=-").Output.TrimEnd().Split('\n');
        string[] all = ProgramRun.Check(folder, ".", "--report", "csv=-", "--all").Output.TrimEnd().Split('\n');

        Assert.That(lines[0], Is.EqualTo("file,fixture,against,kind,quantity,layer,tensor,sample,row,column,engine,other,absolute,"
            + "relative,ulps,allowed,verdict,status"));
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[1], Does.StartWith("./b.json,differing,a program,recorded,gradient,1,weights,,1,1,3,3.5,0.5,"));
        Assert.That(lines[1], Does.EndWith(",differs,"));
        Assert.That(all, Has.Length.EqualTo(5));
    }

    [Test]
    public void Csv_OfACompare_HasALineForEachNumberThatChanged()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        ProgramRun.In(folder.Root, "record", "a.json", "--oracle", "none", "--output", "base.txt");
        folder.Write("base.txt", File.ReadAllText(folder.Of("base.txt")).Replace("row 1: 3\n", "row 1: 3.5\n", StringComparison.Ordinal));

        var run = ProgramRun.In(folder.Root, "compare", "base.txt", "a.json", "--report", "csv=-");
        string[] all = ProgramRun.In(folder.Root, "compare", "base.txt", "a.json", "--report", "csv=-", "--all").Output.Split('\n');

        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(lines[0], Does.StartWith("file,fixture,against,kind,quantity,layer,tensor,").And.EndWith(",verdict,status"));
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[1], Does.StartWith("a.json,agreeing,baseline of engine,recorded,gradient,1,weights,,1,1,3,3.5,0.5,"));
        Assert.That(lines[1], Does.EndWith(",differs,"));
        Assert.That(all.Count(line => line.EndsWith(",agrees,", StringComparison.Ordinal)), Is.EqualTo(4));
    }

    [Test]
    public void Csv_OfAMerge_IsThatOfTheCheck()
    {
        using TemporaryFolder folder = Failing();
        string check = ProgramRun.Check(folder, ".", "--report", "csv=-").Output;
        ProgramRun.Check(folder, ".", "--report", "json=out.txt");

        Assert.That(ProgramRun.In(folder.Root, "merge", "out.txt", "--report", "csv=-").Output, Is.EqualTo(check));
    }

    private static string[] Fingerprints(TemporaryFolder folder)
    {
        using var json = JsonDocument.Parse(ProgramRun.Check(folder, ".", "--report", "codequality=-").Output);
        return [.. json.RootElement.EnumerateArray().Select(issue => issue.GetProperty("fingerprint").GetString()!)];
    }

    private static TemporaryFolder Failing()
    {
        var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write("b.json", Examples.Differing());
        folder.Write("c.json", Examples.Broken());
        return folder;
    }
}
