using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary><c>check --shard I/N</c>, and the variables that stand for it.</summary>
public class ShardTest
{
    // One for all shards: merge refuses parts of runs that asked others.
    private static readonly FakeOracle Linear = new(
        "greet", """{"protocol":1,"oracle":"fake","version":"1","precisions":["float64"],"activations":["linear"]}""");

    [Test]
    public void Shard_AllOfThree_HaveEveryFixtureOnce()
    {
        using TemporaryFolder folder = Many(40);

        string[][] names =
            [.. Enumerable.Range(1, 3).Select(i => Names(ProgramRun.Check(folder, "fixtures", "--shard", $"{i}/3", "--report", "json=-")))];

        Assert.That(names, Has.All.Not.Empty);
        Assert.That(names.SelectMany(name => name), Is.Unique.And.EquivalentTo(Enumerable.Range(0, 40).Select(i => $"fixture {i}")));
    }

    [Test]
    public void Shard_OfAFolderElsewhere_IsTheSame()
    {
        using TemporaryFolder folder = Many(20);
        using TemporaryFolder other = Many(20);

        string[] here = Names(ProgramRun.Check(folder, "fixtures", "--shard", "2/3", "--report", "json=-"));
        string[] there = Names(ProgramRun.Check(folder, other.Of("fixtures"), "--shard", "2/3", "--report", "json=-"));

        Assert.That(there, Is.EqualTo(here));
    }

    [Test]
    public void Shard_Given_IsSaidInConsoleAndJson()
    {
        using TemporaryFolder folder = Many(9);

        var run = ProgramRun.Check(folder, "fixtures", "--shard", "2/3", "--report", "json=report.txt");

        using var json = JsonDocument.Parse(File.ReadAllText(folder.Of("report.txt")));
        JsonElement shard = json.RootElement.GetProperty("shard");
        int count = json.RootElement.GetProperty("fixtures").GetArrayLength();
        Assert.That(run.Prose, Does.StartWith($"shard 2 of 3: {count} of 9 fixtures, as --shard says"));
        Assert.That(
            (shard.GetProperty("index").GetInt32(), shard.GetProperty("total").GetInt32(), shard.GetProperty("fixtures").GetInt32()),
            Is.EqualTo((2, 3, 9)));
        Assert.That(shard.GetProperty("digest").GetString(), Has.Length.EqualTo(64));
        Assert.That(shard.GetProperty("positions").GetArrayLength(), Is.EqualTo(count));
    }

    [TestCase("CI_NODE_INDEX=2 CI_NODE_TOTAL=3", "2 of 3", "as CI_NODE_INDEX and CI_NODE_TOTAL say; --shard 1/1 checks all")]
    [TestCase("JOB_COMPLETION_INDEX=1 BACKPROP_CHECK_SHARDS=3", "2 of 3", "as JOB_COMPLETION_INDEX and BACKPROP_CHECK_SHARDS say")]
    [TestCase(
        "SLURM_ARRAY_TASK_ID=12 SLURM_ARRAY_TASK_MIN=11 SLURM_ARRAY_TASK_COUNT=3",
        "2 of 3",
        "as SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT say")]
    public void Shard_OfTheEnvironment_IsThatOfTheOptionAndIsSaid(string variables, string which, string why)
    {
        using TemporaryFolder folder = Many(9);

        var run = With(variables, folder, "check", "fixtures", "--oracle", "none", "--report", "json=environment.txt");
        ProgramRun.Check(folder, "fixtures", "--shard", "2/3", "--report", "json=option.txt");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Prose, Does.StartWith($"shard {which}: ").And.Contain(why));
        Assert.That(Without(folder.Of("environment.txt")), Is.EqualTo(Without(folder.Of("option.txt"))));

        static string Without(string file)
            => string.Join('\n', File.ReadLines(file).Where(line => !line.Contains("\"source\"", StringComparison.Ordinal)));
    }

    [Test]
    public void Shard_PodThatDoesNotKnowHowManyThereAre_ChecksAllAndSaysSo()
    {
        using TemporaryFolder folder = Many(9);

        var run = With("JOB_COMPLETION_INDEX=1", folder, "check", "fixtures", "--oracle", "none");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("9 fixtures: 9 pass"));
        Assert.That(
            run.Error,
            Does.StartWith("backprop-check: JOB_COMPLETION_INDEX is set and BACKPROP_CHECK_SHARDS is not: every fixture is checked here."));
        Assert.That(With("JOB_COMPLETION_INDEX=1", folder, "check", "fixtures", "--oracle", "none", "--shard", "1/1").Error, Is.Empty);
    }

    [TestCase("--shard", "1/1")]
    public void Shard_OptionBesideTheEnvironment_Wins(params string[] option)
    {
        using TemporaryFolder folder = Many(9);

        var run = With("CI_NODE_INDEX=2 CI_NODE_TOTAL=3", folder, ["check", "fixtures", "--oracle", "none", .. option]);

        Assert.That(run.Output, Does.Contain("9 fixtures: 9 pass").And.Not.Contain("shard"));
    }

    [Test]
    public void Shard_ContradictoryEnvironment_IsRefusedByName()
    {
        using TemporaryFolder folder = Many(2);

        var run = With("CI_NODE_INDEX=4 CI_NODE_TOTAL=3", folder, "check", "fixtures", "--oracle", "none");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("backprop-check: CI_NODE_INDEX says shard 4 and CI_NODE_TOTAL says that there are 3. "));
    }

    [Test]
    public void Shard_WithoutFixtures_IsNoFault()
    {
        using TemporaryFolder folder = Many(1);

        ProgramRun[] runs = [.. Enumerable.Range(1, 3).Select(i => ProgramRun.Check(folder, "fixtures", "--shard", $"{i}/3"))];

        Assert.That(runs.Select(run => run.ExitCode), Is.All.Zero);
        Assert.That(runs.Count(run => run.Prose.Contains("no fixture fell to this shard", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(
            ProgramRun.Check(folder, "--shard", "2/3", folder.Write("empty/readme.txt", "")[..^"readme.txt".Length]).ExitCode,
            Is.EqualTo(5),
            "no fixture in any shard");
    }

    [Test]
    public void Shards_WithWhatAnOracleLacksLeftOut_AddUpToTheWholeRun()
    {
        using TemporaryFolder folder = WithTanh(12, i => i % 3 == 0);
        var whole = Lenient(folder, "--report", "json=whole.txt");

        ProgramRun[] parts = [.. Enumerable.Range(1, 3).Select(i => Lenient(folder, "--shard", $"{i}/3", "--report", $"json={i}.txt"))];
        var merged = ProgramRun.In(folder.Root, "merge", "1.txt", "2.txt", "3.txt", "--report", "json=merged.txt");

        Assert.That((whole.ExitCode, merged.ExitCode), Is.EqualTo((0, 0)), merged.Output);
        Assert.That(parts.Select(part => part.ExitCode), Is.All.Zero);
        Assert.That((Skipped("whole.txt"), Skipped("merged.txt")), Is.EqualTo((4, 4)));
        Assert.That(new[] { "1.txt", "2.txt", "3.txt" }.Sum(Skipped), Is.EqualTo(4));
        string said = "left out by --skip-unsupported: 4 fixtures with fake: it does not offer the activation tanh";
        Assert.That(whole.Prose, Does.Contain(said));
        Assert.That(merged.Prose, Does.Contain(said));

        int Skipped(string file)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(folder.Of(file)));
            return json.RootElement.GetProperty("summary").TryGetProperty("skipped", out JsonElement skipped) ? skipped.GetInt32() : 0;
        }
    }

    /// <summary>What is left out is no pass of its shard. The other shards do not know of it; <c>merge</c> knows of all.</summary>
    [Test]
    public void Shards_OfWhichAllIsLeftOut_CheckNothing()
    {
        using TemporaryFolder folder = WithTanh(9, i => i > 0);

        int[] codes =
            [.. Enumerable.Range(1, 3).Select(i => Lenient(folder, "--shard", $"{i}/3", "--report", $"json={i}.txt").ExitCode)];

        Assert.That(codes.Order(), Is.EqualTo(new[] { 0, 5, 5 }));
        Assert.That(ProgramRun.In(folder.Root, "merge", "1.txt", "2.txt", "3.txt").ExitCode, Is.Zero);
    }

    [Test]
    public void Shard_PathThatIsNotThere_IsTheFaultOfOneShard()
    {
        using TemporaryFolder folder = Many(6);

        int[] codes =
            [.. Enumerable.Range(1, 3).Select(i => ProgramRun.Check(folder, "fixtures", "missing.json", "--shard", $"{i}/3").ExitCode)];

        Assert.That(codes.Order(), Is.EqualTo(new[] { 0, 0, 2 }));
    }

    private static TemporaryFolder Many(int count)
    {
        var folder = new TemporaryFolder();
        for (int i = 0; i < count; i++)
        {
            folder.Write($"fixtures/{i % 4}/{i}.json", Examples.Agreeing($"fixture {i}"));
        }

        return folder;
    }

    private static TemporaryFolder WithTanh(int count, Func<int, bool> isTanh)
    {
        var folder = new TemporaryFolder();
        for (int i = 0; i < count; i++)
        {
            string activation = isTanh(i) ? "tanh" : "linear";
            string fixture = Examples.ForFakeOracle($"fixture {i}");
            folder.Write($"fixtures/{i}.json", fixture.Replace("linear", activation, StringComparison.Ordinal));
        }

        return folder;
    }

    private static ProgramRun Lenient(TemporaryFolder folder, params string[] options) => ProgramRun.In(
        folder.Root, ["check", "fixtures", "--oracle", Linear.Name, "--absolute", "0.4", "--skip-unsupported", .. options]);

    private static ProgramRun With(string variables, TemporaryFolder folder, params string[] arguments)
    {
        var start = ProgramRun.Start(folder.Root, arguments);
        foreach (string variable in variables.Split(' '))
        {
            start.Environment[variable.Split('=')[0]] = variable.Split('=')[1];
        }

        return ProgramRun.Of(start);
    }

    private static string[] Names(ProgramRun run)
    {
        using var json = JsonDocument.Parse(run.Output);
        return [.. json.RootElement.GetProperty("fixtures").EnumerateArray().Select(fixture => fixture.GetProperty("name").GetString()!)];
    }
}
