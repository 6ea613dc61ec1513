using System.Text;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>A JSON report that is read back gives the same report in every format. An HTML page also says what it cannot show then
/// (HtmlFormatTest).</summary>
public sealed class ReportReaderTest
{
    private static readonly string[] Cases = [.. ReportCase.Names];
    private static readonly string[] Formats =
        [.. ReportFormats.All.Where(format => format is not HtmlFormat).Select(format => format.Name)];

    [Test]
    public async Task Read_AnyCase_WritesTheSameBytesAgain([ValueSource(nameof(Cases))] string name, [Values] bool all)
    {
        string json = Json(await ReportCase.CheckAsync(name), all);

        Assert.That(Json(Read(json).Report, all: true), Is.EqualTo(json));
    }

    [Test]
    public async Task Read_AnyCase_SaysTheSameInEveryFormat(
        [ValueSource(nameof(Cases))] string name, [ValueSource(nameof(Formats))] string format, [Values] bool all)
    {
        CheckReport report = await ReportCase.CheckAsync(name);

        Assert.That(Written(Read(Json(report, all)).Report, format, all), Is.EqualTo(Written(report, format, all)));
    }

    [Test]
    public async Task Read_AnyCase_SaysTheSameOnTheConsole([ValueSource(nameof(Cases))] string name, [Values] bool all)
    {
        CheckReport report = await ReportCase.CheckAsync(name);

        Assert.That(Console(Read(Json(report, all)).Report, all), Is.EqualTo(Console(report, all)));
    }

    [Test]
    public async Task Read_RandomFixturesWithDefects_WritesTheSameBytesAgain([Range(0, 30)] int seed, [Values] bool all)
    {
        var random = new Random(seed);
        using var run = new TestRun
        {
            Oracles =
            [
                new TestOracle("tensorflow-test"),
                TestOracle.Planting(
                    "wrong",
                    numbers => Planted.Changed(
                        numbers,
                        (_, values) =>
                            Array.ConvertAll(values, x => random.Next(9) > 0 ? x : x * (random.Next(2) == 0 ? 1.001 : double.NaN)))),
            ],
        };
        run.Add(RandomFixture.Create(seed, trains: seed % 2 == 0));
        string json = Json(await run.CheckAsync(), all);

        Assert.That(json, Does.Contain("\"differs\""));
        Assert.That(Json(Read(json).Report, all: true), Is.EqualTo(json));
    }

    [Test]
    public async Task Read_CauseThatNamesAnActivation_WritesTheSameBytesAgain()
    {
        Fixture fixture = RandomFixture.OneLayer([0.5, -0.5, 0.75, 1], new Tanh(), [1, 2], [1, 1], Loss.HalfSumOfSquares);
        Fixture other = RandomFixture.OneLayer([0.5, -0.5, 0.75, 1], new LeakyRelu(0.5), [1, 2], [1, 1], Loss.HalfSumOfSquares);
        using var run = new TestRun();
        run.Add(fixture.Recording(Planted.Calculate(other), NumberPrecision.Float64));
        string json = Json(await run.CheckAsync(), all: false);

        Assert.That(json, Does.Contain("\"activation\": \"leaky-relu\""));
        Assert.That(Json(Read(json).Report, all: true), Is.EqualTo(json));
    }

    [TestCase("\"version\": 1,", "\"version\": 2,", "report.json:2:14 (/version): version 2 of the report is not known")]
    [TestCase("\"exitCode\"", "\"exit\"", "report.json:1:1: the field \"exitCode\" is missing")]
    [TestCase("\"numbers\": ", "\"numbers\": -", "(/fixtures/0/comparisons/0/numbers): found \"-")]
    [TestCase("\"differs\"", "\"wrong\"", "found \"wrong\", expected agrees, differs and undecidable")]
    [TestCase("\"row\": 1", "\"row\": 9", "the tensor has no such number")]
    [TestCase("\"layer\": 1", "\"layer\": 9", "the network of this fixture has no such tensor")]
    [TestCase("\"fixtures\": [", "\"fixtures\": [1,", "report.json:32:16 (/fixtures/0): found \"1\", expected an object")]
    [TestCase("\"tool\": {", "\"tool\": {{", "report.json:3:")]
    public async Task Read_AnotherText_IsRefusedAtItsPlace(string part, string replacement, string fault)
    {
        string json = Json(await ReportCase.CheckAsync("fail"), all: false);
        Assert.That(json, Does.Contain(part));

        Assert.That(
            () => Read(new Regex(Regex.Escape(part)).Replace(json, replacement, 1)),
            Throws.TypeOf<FormatException>().With.Message.Contains(fault));
    }

    [Test]
    public async Task Read_CutOffAnywhere_IsRefused()
    {
        string json = Json(await ReportCase.CheckAsync("fail"), all: false).TrimEnd();

        for (int length = 0; length < json.Length; length += 97)
        {
            Assert.That(() => Read(json[..length]), Throws.TypeOf<FormatException>(), $"{length} characters of {json.Length}");
        }
    }

    private static ReadReport Read(string json) => ReportReader.Read(Encoding.UTF8.GetBytes(json), "report.json");

    private static string Json(CheckReport report, bool all)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Written(CheckReport report, string format, bool all)
    {
        using var stream = new MemoryStream();
        ReportFormats.Find(format)!.Write(
            WithoutTimes(report), stream, new ReportOptions(all, SourceRoot.Around(Environment.CurrentDirectory)));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static CheckReport WithoutTimes(CheckReport report) => report with
    {
        Fixtures = [.. report.Fixtures.Select(fixture => fixture with
        {
            Duration = null,
            Comparisons = [.. fixture.Comparisons.Select(comparison => comparison with { Duration = null })],
        })],
    };

    private static string Console(CheckReport report, bool all)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = new ConsoleReport(writer, colour: false, all, quiet: false);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return writer.ToString();
    }
}
