using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The examples for CI and cluster systems that run shards. The test reads each as the system would, runs its command lines with
/// the variables that the system sets, and checks that the shards have every fixture once.</summary>
[Platform("Linux", Reason = "the command lines are those of a POSIX shell")]
public class ExamplesTest
{
    private static readonly string Folder = Repository.Of("src", "BackpropCrossCheck.Cli", "examples");

    // Stands for the installed program. It asks no oracle, where the examples ask TensorFlow.js.
    private const string Installed = """
        backprop-check() { "$HOST" "$PROGRAM" "${@/tensorflow-js/none}"; }
        dotnet() { if [ "$1" = backprop-check ]; then shift; backprop-check "$@"; fi; }
        """;

    [Test]
    public void GitHubMatrix_EachJob_ChecksItsShard()
    {
        YamlNode check = Yaml("github-matrix.yml")["jobs"]["check"];
        YamlNode[] shards = [.. ((YamlSequenceNode)check["strategy"]["matrix"]["shard"]).Children];
        var runs = new List<ProgramRun>();
        using TemporaryFolder folder = Fixtures();
        for (int i = 0; i < shards.Length; i++)
        {
            var contexts = new Dictionary<string, string>
            {
                ["strategy.job-index"] = Text(i),
                ["strategy.job-total"] = Text(shards.Length),
                ["matrix.shard"] = Text(shards[i]),
            };
            var variables = ((YamlMappingNode)check["env"]).Children.ToDictionary(
                entry => Text(entry.Key), entry => Expanded(Text(entry.Value), contexts));
            runs.Add(Shell(folder, Expanded(string.Join('\n', Steps(check)), contexts), variables));
        }

        AssertEveryFixtureOnce(folder, runs, folder.Root, "report-*.json");
        Directory.CreateDirectory(folder.Of("reports"));
        foreach (string report in Directory.GetFiles(folder.Root, "report-*.json"))
        {
            File.Move(report, Path.Combine(folder.Of("reports"), Path.GetFileName(report)));
        }

        Assert.That(Shell(folder, string.Join('\n', Steps(Yaml("github-matrix.yml")["jobs"]["merge"])), []).ExitCode, Is.Zero);
        Assert.That(File.Exists(folder.Of("report.sarif")));
    }

    [Test]
    public void GitLabParallel_EachJob_ChecksItsShard()
    {
        YamlNode pipeline = Yaml("gitlab-parallel.yml");
        int total = int.Parse(Text(pipeline["check"]["parallel"]), CultureInfo.InvariantCulture);
        using TemporaryFolder folder = Fixtures();
        ProgramRun[] runs =
            [.. Enumerable.Range(1, total).Select(i => Shell(
                folder, Script(pipeline["check"]), new() { ["CI_NODE_INDEX"] = Text(i), ["CI_NODE_TOTAL"] = Text(total) }))];

        AssertEveryFixtureOnce(folder, runs, folder.Of("reports"), "report-*.json");
        Assert.That(Shell(folder, Script(pipeline["merge"]), new() { ["CI_NODE_TOTAL"] = "1" }).ExitCode, Is.Zero);
        Assert.That(File.Exists(folder.Of("junit.xml")));
    }

    [Test]
    public void KubernetesIndexedJob_EachPod_ChecksItsShard()
    {
        YamlNode specification = Yaml("kubernetes-indexed-job.yaml")["spec"];
        YamlNode container = specification["template"]["spec"]["containers"][0];
        string total = Text(
            container["env"].AllNodes.OfType<YamlMappingNode>()
                .Single(variable => Text(variable["name"]) == "BACKPROP_CHECK_SHARDS")["value"]);
        Assert.That((Text(specification["completionMode"]), total), Is.EqualTo(("Indexed", Text(specification["completions"]))));
        Assert.That(Text(container["command"][1]), Is.EqualTo("-c"));
        using TemporaryFolder folder = Fixtures();
        string command = Text(container["command"][2]).Replace("/fixtures", "fixtures", StringComparison.Ordinal)
            .Replace("/reports", "reports", StringComparison.Ordinal);

        ProgramRun[] runs = Some(
            total, i => Shell(folder, command, new() { ["JOB_COMPLETION_INDEX"] = Text(i), ["BACKPROP_CHECK_SHARDS"] = total }));

        AssertDisjoint(folder, runs, total);
    }

    [Test]
    public void SlurmArray_EachTask_ChecksItsShard()
    {
        string script = Path.Combine(Folder, "slurm-array.sh");
        Assert.That(
            ProgramRun.Of(ProgramRun.StartOf("bash", Folder, "-n", script)), Has.Property("ExitCode").Zero.And.Property("Error").Empty);
        Match array = Regex.Match(File.ReadAllText(script), @"(?m)^#SBATCH --array=(\d+)-(\d+)$");
        (int least, int most) = (
            int.Parse(array.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(array.Groups[2].Value, CultureInfo.InvariantCulture));
        string total = Text(most - least + 1);
        using TemporaryFolder folder = Fixtures();
        string body = $"set -- fixtures reports\n{File.ReadAllText(script)}";

        ProgramRun[] runs = Some(total, i => Shell(folder, body, new()
        {
            ["SLURM_ARRAY_TASK_ID"] = Text(i + least),
            ["SLURM_ARRAY_TASK_MIN"] = Text(least),
            ["SLURM_ARRAY_TASK_MAX"] = Text(most),
            ["SLURM_ARRAY_TASK_COUNT"] = total,
        }));

        AssertDisjoint(folder, runs, total);
    }

    [Test]
    public void Workflow_OfThisRepository_RunsTheChecksAndWritesReports()
    {
        YamlNode jobs = Yaml(Repository.Of(".github", "workflows", "checks.yml"))["jobs"];
        string fixtures = Steps(jobs["fixtures"]).Single();

        Assert.That(Steps(jobs["checks"]), Is.EqualTo(new[] { "./run-checks.ps1 -Reports reports" }));
        Assert.That(File.Exists(Repository.Of("run-checks.ps1")));
        Assert.That(fixtures, Does.StartWith("dotnet run --project src/BackpropCrossCheck.Cli -- check fixtures "));
        using TemporaryFolder folder = Fixtures();
        string[] arguments = fixtures.Split(" -- ")[1].Replace("tensorflow-js", "none", StringComparison.Ordinal).Split(' ');
        Assert.That(ProgramRun.In(folder.Root, arguments).ExitCode, Is.Zero);
        Assert.That(Directory.GetFiles(folder.Of("reports")).Select(Path.GetFileName), Does.Contain("report.sarif"));
    }

    /// <summary>Every tenth shard and the last one, since starting processes is slow.</summary>
    private static ProgramRun[] Some(string total, Func<int, ProgramRun> run)
    {
        int shards = int.Parse(total, CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, shards).Where(i => i % 10 == 0 || i == shards - 1).Select(run)];
    }

    private static void AssertEveryFixtureOnce(TemporaryFolder folder, IReadOnlyList<ProgramRun> runs, string reports, string pattern)
    {
        Assert.That(runs.Select(run => (run.ExitCode, run.Error)), Is.All.EqualTo((0, "")));
        string[][] shards = [.. Directory.GetFiles(reports, pattern).Select(Names)];
        Assert.That(shards, Has.Length.EqualTo(runs.Count));
        Assert.That(
            shards.SelectMany(names => names),
            Is.Unique.And.EquivalentTo(Directory.GetFiles(folder.Of("fixtures")).Select(Path.GetFileNameWithoutExtension)));
    }

    private static void AssertDisjoint(TemporaryFolder folder, ProgramRun[] runs, string total)
    {
        Assert.That(runs.Select(run => (run.ExitCode, run.Error)), Is.All.EqualTo((0, "")));
        Assert.That(runs.Select(run => run.Prose), Is.All.Match($@"^shard \d+ of {total}: "));
        string[] files = Directory.GetFiles(folder.Of("reports"));
        Assert.That(files, Has.Length.EqualTo(runs.Length));
        Assert.That(files.SelectMany(Names), Is.Unique.And.Not.Empty);
    }

    private static string[] Names(string report)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(report));
        return [.. json.RootElement.GetProperty("fixtures").EnumerateArray().Select(fixture => fixture.GetProperty("name").GetString()!)];
    }

    private static ProgramRun Shell(TemporaryFolder folder, string script, Dictionary<string, string> variables)
    {
        var start = ProgramRun.StartOf("bash", folder.Root, "-euc", $"{Installed}\n{script}");
        start.Environment["HOST"] = Repository.DotNet;
        start.Environment["PROGRAM"] = Repository.Program;
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return ProgramRun.Of(start);
    }

    private static TemporaryFolder Fixtures()
    {
        var folder = new TemporaryFolder();
        for (int i = 0; i < 30; i++)
        {
            folder.Write($"fixtures/fixture-{i}.json", Examples.Agreeing($"fixture-{i}"));
        }

        return folder;
    }

    private static YamlNode Yaml(string file)
    {
        using var reader = new StreamReader(Path.Combine(Folder, file));
        var stream = new YamlStream();
        stream.Load(reader);
        return stream.Documents.Single().RootNode;
    }

    private static IEnumerable<string> Steps(YamlNode job)
        => ((YamlSequenceNode)job["steps"]).Children.OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("run"))
            .Select(step => Text(step["run"]));

    private static string Script(YamlNode job) => string.Join('\n', ((YamlSequenceNode)job["script"]).Children.Select(Text));

    private static string Expanded(string text, Dictionary<string, string> contexts)
        => Regex.Replace(text, @"\$\{\{ *([\w.-]+) *\}\}", match => contexts[match.Groups[1].Value]);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
