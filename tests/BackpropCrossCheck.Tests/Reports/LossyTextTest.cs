using System.Globalization;
using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Tests.Checking;
using BackpropCrossCheck.Tests.Comparison;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>What reports say of numbers that have lost their digits.</summary>
public sealed class LossyTextTest
{
    private const string Place = "layer 1, δ, sample 1, unit 1 is ";
    private const string Formula = "tanh' as 1 − z²: nothing is left above |a| = 19.06";
    private static readonly string[] Prose = ["markdown", "html", "junit", "sarif"];

    [Test]
    public async Task Write_LostDigits_AreNamedInEveryFormat([ValueSource(nameof(Prose))] string format, [Values] bool strict)
    {
        string text = Written(await CheckAsync(strict), format);
        string counted = strict ? "1 number differs only because its digits are lost" : "1 number agrees and has lost its digits";

        Assert.That(text, Does.Contain(counted).And.Contain(Place));
        Assert.That(WithoutEscapes(text), Does.Contain(Formula));
    }

    [Test]
    public async Task Write_LostDigits_AreOnTheConsole([Values] bool strict)
    {
        string text = Console(await CheckAsync(strict));

        Assert.That(text, Does.Contain(strict ? "differs TensorFlow" : "ok TensorFlow").And.Contain(Formula));
        Assert.That(text, Does.Not.Contain("undecidable: lossy"));
    }

    [Test]
    public async Task Check_LostDigits_AreCountedAndFailOnlyIfStrict([Values] bool strict)
    {
        CheckReport report = await CheckAsync(strict);

        Assert.That(
            (report.ExitCode, report.Summary.Lossy, report.Summary.Discrepancies),
            Is.EqualTo((strict ? ExitCode.Discrepancy : ExitCode.Agrees, 1, strict ? 1 : 0)));
    }

    /// <summary>Rounding explains the number, so nobody stands alone with it.</summary>
    [Test]
    public async Task Check_LostDigits_AreNoDisagreement()
    {
        CheckReport report = await CheckAsync(strict: true, new TestOracle("tensorflow-test"));

        Assert.That(report.Fixtures.Single().Comparisons, Has.Count.EqualTo(2));
        Assert.That(report.Fixtures.Single().Outliers, Is.Empty);
        Assert.That(report.Fixtures.Single().Splits, Is.Empty);
    }

    [Test]
    public async Task Read_LostDigits_SaysTheSame([Values] bool strict)
    {
        CheckReport report = await CheckAsync(strict);
        string json = Written(report, "json");
        CheckReport read = Read(json);

        Assert.That(Written(read, "json"), Is.EqualTo(json));
        Assert.That(Console(read), Is.EqualTo(Console(report)));
    }

    [Test]
    public async Task Read_FirstReports_HaveNone()
    {
        string json = Written(await CheckAsync(strict: false, new TestOracle("tensorflow-test")), "json");
        string without = string.Join('\n', json.Split('\n').Where(line => !line.Contains("\"lossy\": 0", StringComparison.Ordinal)));

        Assert.That(without, Is.Not.EqualTo(json));
        Assert.That(Read(without).Summary.Lossy, Is.EqualTo(1));
    }

    [TestCase("\"lossy\": 1", "\"lossy\": 0")]
    [TestCase("\"lossy\": 1", "\"lossy\": -1")]
    [TestCase("\"lossy\": 1", "\"lossy\": 1000")]
    [TestCase("\"firstLossy\"", "\"unknown\"")]
    public async Task Read_AnotherCount_IsRefused(string said, string instead)
    {
        string json = Written(await CheckAsync(strict: false), "json");

        Assert.That(json, Does.Contain(said));
        Assert.That(() => Read(json.Replace(said, instead, StringComparison.Ordinal)), Throws.InstanceOf<FormatException>());
    }

    private static async Task<CheckReport> CheckAsync(bool strict, params TestOracle[] oracles)
    {
        var unit = new CarelessUnit(new Tanh(), 20, FloatFormat.Float64);
        using var run = new TestRun { Oracles = oracles, Options = new CheckOptions { Strict = strict } };
        return await run.Add(unit.Fixture.Recording(unit.Result().Numbers, NumberPrecision.Float64, by: "TensorFlow")).CheckAsync();
    }

    /// <summary>The formats write an apostrophe or a bar in their own ways.</summary>
    private static string WithoutEscapes(string text) => text
        .Replace("&#39;", "'", StringComparison.Ordinal)
        .Replace(@"\u0027", "'", StringComparison.Ordinal)
        .Replace(@"\|", "|", StringComparison.Ordinal);

    private static CheckReport Read(string json) => ReportReader.Read(Encoding.UTF8.GetBytes(json), "report.json").Report;

    private static string Written(CheckReport report, string format)
    {
        using var stream = new MemoryStream();
        ReportFormats.Find(format)!.Write(report, stream, new ReportOptions(false, SourceRoot.Around(Environment.CurrentDirectory)));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Console(CheckReport report)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = new ConsoleReport(writer, colour: false, all: false, quiet: false);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return string.Join(' ', writer.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
