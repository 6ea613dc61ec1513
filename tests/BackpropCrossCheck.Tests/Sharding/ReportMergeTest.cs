using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Sharding;
using BackpropCrossCheck.Tests.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Tests.Sharding;

/// <summary>The merged reports of shards equal the report of one run, or a refusal says why they cannot be merged.</summary>
public sealed class ReportMergeTest
{
    [Test]
    public async Task Merge_AllShards_IsTheReportOfOneRun([Values(1, 3, 7, 50)] int shards, [Values] bool all)
    {
        using TestRun run = Mixed();
        string[] reports = [.. await Task.WhenAll(Enumerable.Range(1, shards).Select(shard => ShardAsync(run, shard, shards, all)))];

        MergeOutcome outcome = ReportMerge.Of(Read([.. reports.Reverse()]), []);

        Assert.That(outcome.Refusals, Is.Empty);
        string whole = Json(await CheckAsync(run, FixtureFiles.Expand(Paths(run)), null), all);
        Assert.That(whole, Does.Contain("is taken by").And.Contain("there is no such file").And.Contain("\"differs\""));
        Assert.That(Json(outcome.Report!, all: true), Is.EqualTo(whole));
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [TestCase(false, ExitCode.Agrees)]
    [TestCase(true, ExitCode.Discrepancy)]
    public async Task Merge_ExitCode_IsThatOfOneRun(bool differs, int exitCode)
    {
        using var run = new TestRun();
        run.Add(Enumerable.Range(0, 12).Select(seed => Recorded(seed, differs && seed == 5)));

        Assert.That(ReportMerge.Of(Read(await ShardsAsync(run, 3)), []).ExitCode, Is.EqualTo(exitCode));
    }

    /// <summary>A shard without TensorFlow is inconclusive. The whole run has one, so it is not.</summary>
    [Test]
    public async Task Merge_TensorFlowInOneShardOnly_IsAPassAsInOneRun()
    {
        using var run = new TestRun();
        run.Add(Enumerable.Range(0, 9).Select(seed => Recorded(seed, differs: false, by: seed == 4 ? "TensorFlow 2.15.1" : "a program")));
        ReadReport[] shards = Read(await ShardsAsync(run, 3));

        Assert.That(shards.Count(shard => shard.Report.ExitCode == ExitCode.Inconclusive), Is.EqualTo(2));
        Assert.That(ReportMerge.Of(shards, []).ExitCode, Is.EqualTo(ExitCode.Agrees));
    }

    [Test]
    public async Task Merge_ShardsMissing_NamesThem()
    {
        using TestRun run = Mixed();
        ReadReport[] shards = Read(await ShardsAsync(run, 4));

        MergeOutcome one = ReportMerge.Of([shards[0], shards[2], shards[3]], ["report-2.json"]);
        MergeOutcome two = ReportMerge.Of([shards[0], shards[3]], []);

        Assert.That((one.ExitCode, one.Report), Is.EqualTo((ExitCode.Inconclusive, (CheckReport?)null)));
        Assert.That(one.Refusals, Is.EqualTo(new[] { "shard 2 of 4 is missing.", "\"report-2.json\": there is no such file or folder." }));
        Assert.That(two.Refusals, Is.EqualTo(new[] { "2 of 4 shards are missing: 2 and 3." }));
    }

    [Test]
    public async Task Merge_SomeShardsThatAgree_AreInconclusiveAndTheMissingAreNamed()
    {
        using var run = new TestRun();
        run.Add(Enumerable.Range(0, 12).Select(seed => Recorded(seed, differs: false)));
        ReadReport[] shards = Read(await ShardsAsync(run, 3));

        MergeOutcome outcome = ReportMerge.Of([shards[0], shards[2]], ["report-2.json"], partial: true);

        CheckReport merged = outcome.Report!;
        Assert.That(
            (outcome.ExitCode, merged.ExitCode, merged.Verdict),
            Is.EqualTo((ExitCode.Inconclusive, ExitCode.Inconclusive, Verdict.Inconclusive)));
        Assert.That(merged.Fixtures.Select(fixture => fixture.Name), Is.EqualTo(
            shards[0].Report.Fixtures.Concat(shards[2].Report.Fixtures).OrderBy(fixture => fixture.File, StringComparer.Ordinal)
                .Select(fixture => fixture.Name)));
        foreach (IReportFormat format in ReportFormats.All)
        {
            using var stream = new MemoryStream();
            format.Write(merged, stream, new ReportOptions(All: false, SourceRoot.Around(run.Folder)));
            Assert.That(
                Encoding.UTF8.GetString(stream.ToArray()),
                Does.Contain("shard 2 of 3 is missing").And.Match("report.?-2.?\\.json"),
                format.Name);
        }

        string json = Json(merged, all: false);
        Assert.That(Json(Read([json])[0].Report, all: false), Is.EqualTo(json), "and it can be read again");
    }

    /// <summary>As in every run, a discrepancy comes before an inconclusive result.</summary>
    [Test]
    public async Task Merge_SomeShardsOfWhichOneDiffers_AreADiscrepancy()
    {
        using var run = new TestRun();
        run.Add(Enumerable.Range(0, 12).Select(seed => Recorded(seed, differs: true)));
        ReadReport[] shards = Read(await ShardsAsync(run, 3));

        CheckReport merged = ReportMerge.Of([shards[0], shards[1]], [], partial: true).Report!;

        Assert.That(
            (merged.ExitCode, merged.Verdict, merged.Reason), Is.EqualTo((ExitCode.Discrepancy, Verdict.Fail, "shard 3 of 3 is missing")));
    }

    [Test]
    public async Task Merge_AllShardsAndPartial_IsTheWhole()
    {
        using TestRun run = Mixed();
        ReadReport[] shards = Read(await ShardsAsync(run, 3));

        Assert.That(
            Json(ReportMerge.Of(shards, [], partial: true).Report!, all: false),
            Is.EqualTo(Json(ReportMerge.Of(shards, []).Report!, all: false)));
    }

    [Test]
    public async Task Merge_SomeShardsThatOverlap_AreRefused()
    {
        using TestRun run = Mixed();
        ReadReport[] shards = Read(await ShardsAsync(run, 3));
        Shard shard = shards[1].Report.Shard!;
        Shard overlap = shard with { Positions = [.. shard.Positions.SkipLast(1), shards[0].Report.Shard!.Positions[0]] };
        ReadReport overlapping = shards[1] with { Report = shards[1].Report with { Shard = overlap } };

        Assert.That(
            ReportMerge.Of([shards[0], overlapping], [], partial: true).Refusals,
            Has.One.Contains("is in 2 of the reports; it must be in one"));
    }

    [Test]
    public async Task Merge_ShardTwice_IsRefusedByName()
    {
        using TestRun run = Mixed();
        ReadReport[] shards = Read(await ShardsAsync(run, 2));

        Refuses([.. shards, shards[1] with { File = "again.json" }], "shard 2/2 is in several reports: 1.json and again.json.");
    }

    [Test]
    public async Task Merge_OtherVersionsSetsOptionsAndTotals_AreRefusedByName()
    {
        using TestRun run = Mixed();
        using var other = new TestRun();
        other.Add(Enumerable.Range(0, 20).Select(seed => RandomFixture.Create(seed)));
        ReadReport[] shards = Read(await ShardsAsync(run, 2));
        ReadReport second = shards[1];

        Refuses(
            [shards[0], second with { Tool = "0.0.9" }],
            $"0.json (shard 1/2) and 1.json (shard 2/2) come from different versions: {ToolVersion.Number} and 0.0.9.");
        Refuses([shards[0], Read(await ShardsAsync(other, 2))[1]], "come from different fixture sets: ");
        Refuses([shards[0], Read(await ShardsAsync(run, 3))[1]], "are not parts of the same number of shards.");
        Refuses(
            [shards[0], second with { Report = second.Report with { Arguments = ["--absolute", "1"] } }],
            "come from different options: none and --absolute 1.");
        Refuses(
            [shards[0], second with { Report = second.Report with { Oracles = [Oracle("2.0"), .. second.Report.Oracles.Skip(1)] } }],
            "come from different versions of tensorflow-test: 1.0 and 2.0.");
        Refuses([shards[0], second with { Report = second.Report with { Shard = null } }], "1.json is not a report of a shard");
    }

    [Test]
    public async Task Merge_FixturesThatDoNotFitTheShard_AreRefused()
    {
        using TestRun run = Mixed();
        ReadReport[] shards = Read(await ShardsAsync(run, 2));
        Shard shard = shards[1].Report.Shard!;

        Refuses(
            [shards[0], shards[1] with { Report = shards[1].Report with { Fixtures = [.. shards[1].Report.Fixtures.Skip(1)] } }],
            "does not have the fixtures that it says it has");
        Shard overlap = shard with { Positions = [.. shard.Positions.SkipLast(1), shards[0].Report.Shard!.Positions[0]] };
        Refuses([shards[0], shards[1] with { Report = shards[1].Report with { Shard = overlap } }], "it must be in one");
    }

    [Test]
    public async Task Merge_OneWholeReport_IsItself()
    {
        using TestRun run = Mixed();
        string whole = Json(await CheckAsync(run, FixtureFiles.Expand(Paths(run)), null), all: false);

        Assert.That(Json(ReportMerge.Of(Read([whole]), []).Report!, all: true), Is.EqualTo(whole));
    }

    [Test]
    public async Task Merge_OracleThatOneShardDidNotHave_SaysSoAndOfWhich()
    {
        using TestRun run = Mixed();
        ReadReport[] shards = Read(await ShardsAsync(run, 2));
        var gone = new OracleReport("tensorflow-test", new OracleStatus.Unavailable("no Node.js"));

        MergeOutcome outcome = ReportMerge.Of(
            [shards[0], shards[1] with { Report = shards[1].Report with { Oracles = [gone, .. shards[1].Report.Oracles.Skip(1)] } }], []);

        Assert.That(outcome.Report!.Oracles[0].Status, Is.EqualTo(new OracleStatus.Unavailable("no Node.js (shard 2/2)")));
    }

    private static void Refuses(ReadReport[] reports, string words)
    {
        MergeOutcome outcome = ReportMerge.Of(reports, []);
        Assert.That((outcome.ExitCode, outcome.Report), Is.EqualTo((ExitCode.BadInput, (CheckReport?)null)));
        Assert.That(string.Join('\n', outcome.Refusals), Does.Contain(words));
    }

    private static OracleReport Oracle(string version)
        => new("tensorflow-test", new OracleStatus.Available("tensorflow-test", version, [], []));

    /// <summary>Fixtures that agree, differ and cannot be read, two names that occur twice, and a missing path.</summary>
    private static TestRun Mixed()
    {
        var run = new TestRun
        {
            Oracles =
            [
                new TestOracle("tensorflow-test"),
                TestOracle.Planting("wrong at times", numbers => Planted.Changed(
                    numbers, (step, values) => step.IsGradient && values.Length == 4 ? Array.ConvertAll(values, x => 1.5 * x) : values)),
            ],
        };
        run.Add(Enumerable.Range(0, 20).Select(seed => RandomFixture.Create(seed % 17)));
        run.AddText("{ \"version\": 1 }");
        return run;
    }

    private static Fixture Recorded(int seed, bool differs, string by = "TensorFlow 2.15.1")
    {
        Fixture fixture = RandomFixture.Create(seed);
        TensorSet numbers = Planted.Calculate(fixture);
        return fixture.Recording(differs ? Planted.Converted(numbers, 3) : numbers, NumberPrecision.Float64, by: by);
    }

    private static string[] Paths(TestRun run) => [run.Folder, Path.Combine(run.Folder, "missing.json")];

    private static async Task<string[]> ShardsAsync(TestRun run, int total)
    {
        string[] reports = new string[total];
        for (int i = 0; i < total; i++)
        {
            reports[i] = await ShardAsync(run, i + 1, total, all: false);
        }

        return reports;
    }

    private static async Task<string> ShardAsync(TestRun run, int index, int total, bool all)
    {
        string[] paths = run.Oracles.Count > 0 ? Paths(run) : [run.Folder];
        var shard = ShardSelection.Of(FixtureFiles.Expand(paths), new ShardChoice(index, total, "--shard"));
        return Json(await CheckAsync(run, shard.Selection, shard.Shard), all);
    }

    private static Task<CheckReport> CheckAsync(TestRun run, FixtureSelection selection, Shard? shard)
        => new CheckRun(run.Engine, run.Oracles, run.Options with { Shard = shard }).CheckAsync(selection, null, CancellationToken.None);

    private static ReadReport[] Read(string[] reports)
        => [.. reports.Select((json, i) => ReportReader.Read(Encoding.UTF8.GetBytes(json), $"{i}.json"))];

    private static string Json(CheckReport report, bool all)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
