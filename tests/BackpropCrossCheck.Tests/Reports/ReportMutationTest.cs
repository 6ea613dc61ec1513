using System.Diagnostics;
using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.GitHub;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>A damaged or edited report is merged or refused; nothing else happens.</summary>
public sealed class ReportMutationTest
{
    /// <summary>A damaged report takes milliseconds; a reader that takes the square of its length takes minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Merge_DamagedReport_IsMergedOrRefused([Range(1, 4)] int seed)
    {
        ReportMutation[] sources = [.. (await SourcesAsync()).Select(report => new ReportMutation(report))];

        (int merged, _) = Run(sources, seed, 250);

        Assert.That(merged, Is.GreaterThan(10), "some changes are harmless");
    }

    [Test]
    [Explicit("Takes many minutes.")]
    public async Task Merge_HundredThousandDamagedReports_AreMergedOrRefused()
    {
        ReportMutation[] sources = [.. (await SourcesAsync()).Select(report => new ReportMutation(report))];
        RunLong(sources, Environment.TickCount);
    }

    private static void RunLong(ReportMutation[] sources, int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        (int merged, TimeSpan slowest) = Run(sources, seed, 100_000);
        TestContext.Out.WriteLine(
            $"100000 reports: {merged} merged in every format, the others refused; the slowest took {slowest.TotalSeconds:0.000} s");
        Assert.That(slowest, Is.LessThan(Longest));
    }

    private static (int Merged, TimeSpan Slowest) Run(ReportMutation[] sources, int seed, int count)
    {
        var random = new Random(seed);
        int merged = 0;
        TimeSpan slowest = TimeSpan.Zero;
        for (int i = 0; i < count; i++)
        {
            byte[] report = sources[random.Next(sources.Length)].Next(random);
            long start = Stopwatch.GetTimestamp();
            bool isMerged = false;
            Assert.That(
                () => isMerged = Merge(report),
                Throws.Nothing,
                () => $"seed {seed}, report {i}: {Encoding.UTF8.GetString(report[..Math.Min(report.Length, 300)])}");
            merged += isMerged ? 1 : 0;
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            if (taken > slowest)
            {
                slowest = taken;
                TestContext.Out.WriteLine($"report {i}, {report.Length} bytes: {taken.TotalSeconds:0.000} s");
            }
        }

        return (merged, slowest);
    }

    /// <summary>Does the work of <c>merge</c>, in every format; false if the report is refused.</summary>
    private static bool Merge(byte[] bytes)
    {
        MergeOutcome outcome;
        try
        {
            outcome = ReportMerge.Of([ReportReader.Read(bytes, "report.json")], [], partial: true);
        }
        catch (FormatException)
        {
            return false;
        }

        if (outcome.Report is not { } merged)
        {
            Assert.That(outcome.Refusals, Is.Not.Empty);
            return false;
        }

        CheckReport report = FixtureRecall.Recall(merged);
        using var writer = new StringWriter();
        var console = new ConsoleReport(writer, colour: false, all: true, quiet: false);
        console.WriteOracles(report.Oracles);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        var root = SourceRoot.Around(Environment.CurrentDirectory);
        GitHubAnnotations.Write(report, writer, root);
        foreach (IReportFormat format in ReportFormats.All)
        {
            using var stream = new MemoryStream();
            format.Write(report, stream, new ReportOptions(All: true, root));
        }

        return true;
    }

    private static async Task<IReadOnlyList<byte[]>> SourcesAsync()
    {
        var sources = new List<byte[]>();
        foreach (string name in ReportCase.Names)
        {
            CheckReport report = await ReportCase.CheckAsync(name);
            sources.Add(Json(report));
            var shard = new Shard(new ShardChoice(1, 3, "--shard"), "0", 9, [.. Enumerable.Range(1, report.Fixtures.Count)]);
            sources.Add(Json(report with { Shard = shard }));
        }

        return sources;
    }

    private static byte[] Json(CheckReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all: false);
        return stream.ToArray();
    }
}
