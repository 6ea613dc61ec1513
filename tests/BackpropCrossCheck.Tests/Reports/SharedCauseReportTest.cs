using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Markdown;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Sharding;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>What reports say of causes that several fixtures share.</summary>
public sealed class SharedCauseReportTest
{
    [Test]
    public async Task Console_SharedCause_HasALine()
        => Assert.That(
            Console(await CheckAsync()),
            Does.Contain(
                "\ncauses that several fixtures share:\n  - wrong-activation (leaky-relu, α 0.5), layer 1: 2 fixtures, first one\n"));

    [Test]
    public async Task Console_MoreThanTenCauses_CountsTheRest()
    {
        FixtureReport failing = (await CheckAsync()).Fixtures[0];
        FixtureReport[] fixtures = [.. Enumerable.Range(1, 12).SelectMany(layer => Enumerable.Repeat(WithCause(failing, layer), 2))];
        string text = Console(CheckReport.Of([], fixtures, new CheckOptions()));
        Assert.That(
            text,
            Does.Contain("some-mistake, layer 10: 2 fixtures, first one\n    and 2 more causes; the JSON report has them all\n"));
        Assert.That(text, Does.Not.Contain("layer 11"));
    }

    [Test]
    public async Task Json_SharedCause_IsInTheSummary()
    {
        using var document = JsonDocument.Parse(Json(await CheckAsync()));
        Assert.That(ContractShape.Faults(document.RootElement), Is.Empty);
        Assert.That(
            JsonSerializer.Serialize(document.RootElement.GetProperty("summary").GetProperty("sharedCauses")),
            Is.EqualTo(
                """[{"cause":"wrong-activation","layer":1,"argument":{"activation":"leaky-relu","alpha":0.5},"""
                    + "\"fixtures\":2,\"first\":\"one\"}]"));
    }

    [Test]
    public async Task Markdown_SharedCause_HasARow()
        => Assert.That(
            ReportCase.Write(new MarkdownFormat(), await CheckAsync()),
            Does.Contain(
                "Causes that several fixtures share:\n\n| cause | layer | argument | fixtures | first |\n| --- | --- | --- | --- | --- |\n"
                    + "| `wrong-activation` | 1 | leaky-relu, α 0.5 | 2 | `one` |\n"));

    [Test]
    public async Task Html_SharedCause_HasARowThatLeadsToTheFirstFixture()
    {
        string page = ReportCase.Write(new HtmlFormat(), await CheckAsync());
        Assert.That(
            page,
            Does.Contain("<h2>Causes that several fixtures share</h2>").And.Contain(
                "<tr><th scope=\"row\"><code>wrong-activation</code></th><td>1</td><td>leaky-relu, α 0.5</td><td>2</td>"
                    + "<td><a href=\"#fixture-0\"><code>one</code></a></td></tr>"));
        Assert.That(page, Does.Match("<h2 id=\"fixture-0\">.* one</h2>"));
    }

    [Test]
    public async Task AnyReport_CauseOfOneFixture_IsNotRepeated()
    {
        CheckReport report = await CheckAsync();
        report = CheckReport.Of([], [report.Fixtures[0], report.Fixtures[2]], new CheckOptions());
        foreach (string text in Pages(report).Append(Console(report)).Append(Json(report)))
        {
            Assert.That(text, Does.Contain("wrong-activation").And.Not.Contain("several fixtures share").And.Not.Contain("sharedCauses"));
        }
    }

    [Test]
    public async Task Read_SharedCause_WritesTheSameBytesAgain()
    {
        string json = Json(await CheckAsync());
        Assert.That(Json(Read(json).Report), Is.EqualTo(json));
    }

    /// <summary>The first reports did not state them.</summary>
    [Test]
    public async Task Read_ReportWithoutThem_CountsThem()
    {
        string json = Json(await CheckAsync());
        Assert.That(Json(Read(Changed(json, summary => summary.Remove("sharedCauses"))).Report), Is.EqualTo(json));
    }

    [TestCase("cause", "\"all-zero\"", "/cause): the report says \"all-zero\", but wrong-activation follows")]
    [TestCase("layer", "2", "/layer): the report says \"2\", but 1 follows")]
    [TestCase("layer", "null", "/layer): the report says \"\", but 1 follows")]
    [TestCase("argument", "0.5", "/argument): the report says \"0.5\", but leaky-relu, α 0.5 follows")]
    [TestCase("fixtures", "3", "/fixtures): the report says \"3\", but 2 follows")]
    [TestCase("first", "\"two\"", "/first): the report says \"two\", but one follows")]
    [TestCase("first", "null", "the field \"first\" is missing")]
    public async Task Read_AnotherCause_IsRefused(string field, string value, string fault)
    {
        string json = Changed(
            Json(await CheckAsync()), summary => summary["sharedCauses"]![0]![field] = JsonNode.Parse(value));
        Assert.That(() => Read(json), Throws.TypeOf<FormatException>().With.Message.Contains(fault));
    }

    [Test]
    public async Task Read_AnotherNumberOfCauses_IsRefused()
    {
        string json = Changed(Json(await CheckAsync()), summary => summary["sharedCauses"] = new JsonArray());
        Assert.That(
            () => Read(json), Throws.TypeOf<FormatException>().With.Message.Contains("there are 0 shared causes, but 1 follow from"));
    }

    [Test]
    public async Task Merge_CauseInOneFixtureOfEachShard_IsSharedInTheMergedReport()
    {
        CheckReport whole = await CheckAsync();
        ReadReport[] shards = [.. Enumerable.Range(1, 3).Select(i => Read(Json(OfShard(whole, i))))];

        CheckReport merged = ReportMerge.Of(shards, []).Report!;

        Assert.That(shards.Select(shard => shard.Report.SharedCauses.Count), Is.All.Zero);
        Assert.That(Json(merged), Is.EqualTo(Json(whole)));
    }

    /// <summary>"one" and "two" share a mistake, "three" agrees.</summary>
    private static async Task<CheckReport> CheckAsync()
    {
        Fixture fixture = RandomFixture.OneLayer([0.5, -0.5, 0.75, 1], new Tanh(), [1, 2], [1, 1], Loss.HalfSumOfSquares);
        Fixture mistaken = RandomFixture.OneLayer([0.5, -0.5, 0.75, 1], new LeakyRelu(0.5), [1, 2], [1, 1], Loss.HalfSumOfSquares);
        Fixture wrong = fixture.Recording(Planted.Calculate(mistaken), NumberPrecision.Float64);
        Fixture right = fixture.Recording(Planted.Calculate(fixture), NumberPrecision.Float64);
        using var run = new TestRun { Options = new CheckOptions { Clock = new SteppingClock() } };
        return await run.Add(wrong with { Name = "one" }, wrong with { Name = "two" }, right with { Name = "three" }).CheckAsync();
    }

    private static CheckReport OfShard(CheckReport whole, int index) => CheckReport.Of(
        [],
        [whole.Fixtures[index - 1]],
        new CheckOptions { Shard = new Shard(new ShardChoice(index, 3, "--shard"), "0", 3, [index]) });

    private static FixtureReport WithCause(FixtureReport fixture, int layer) => fixture with
    {
        Comparisons =
        [
            fixture.Comparisons[0] with
            {
                Diagnosis = new Lazy<DiagnosisResult>(new DiagnosisResult([new Finding("some-mistake", layer, null, 1, "Text.")], null)),
            },
        ],
    };

    private static string Changed(string json, Action<JsonObject> change)
    {
        JsonNode report = JsonNode.Parse(json)!;
        change(report["summary"]!.AsObject());
        return report.ToJsonString();
    }

    private static IEnumerable<string> Pages(CheckReport report)
        => [ReportCase.Write(new MarkdownFormat(), report), ReportCase.Write(new HtmlFormat(), report)];

    private static ReadReport Read(string json) => ReportReader.Read(Encoding.UTF8.GetBytes(json), "report.json");

    private static string Json(CheckReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all: false);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Console(CheckReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = new ConsoleReport(writer, colour: false, all: false, quiet: true);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return writer.ToString();
    }
}
