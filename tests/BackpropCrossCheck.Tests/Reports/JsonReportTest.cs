using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Tests.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Tests.Reports;

public sealed class JsonReportTest
{
    private static readonly string[] Cases = [.. ReportCase.Names];

    [Test]
    public async Task Write_Case_IsTheGoldenOne([ValueSource(nameof(Cases))] string name, [Values] bool all)
    {
        string json = Json(await ReportCase.CheckAsync(name), all);
        Assert.That(json, Does.Contain($"\"version\": \"{ToolVersion.Number}\""));
        GoldenFile.AssertMatches(
            json.Replace(
                $"\"version\": \"{ToolVersion.Number}\"", "\"version\": \"VERSION\"", StringComparison.Ordinal),
            $"Reports/{name}{(all ? "-all" : "")}.json");
    }

    [Test]
    public async Task Write_Case_HasTheShapeOfTheContract([ValueSource(nameof(Cases))] string name, [Values] bool all)
    {
        using var document = JsonDocument.Parse(Json(await ReportCase.CheckAsync(name), all));
        Assert.That(ContractShape.Faults(document.RootElement), Is.Empty);
    }

    /// <summary>The rejecting twin.</summary>
    [TestCase("\"exitCode\"", "\"exit\"", "/exitCode is missing", "/exit is not in the contract")]
    [TestCase("\"NaN\"", "\"nan\"", "/fixtures/0/comparisons/1/items/1/other is nan and no real")]
    [TestCase("\"differs\"", "\"wrong\"", "/fixtures/0/comparisons/1/items/0/verdict is wrong and no numberVerdict")]
    public async Task Faults_AnotherShape_AreNamed(string part, string replacement, params string[] faults)
    {
        string json = Json(await ReportCase.CheckAsync("fail"), all: false).Replace(part, replacement, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json);
        Assert.That(faults, Is.SubsetOf(ContractShape.Faults(document.RootElement)));
    }

    [Test]
    public async Task Write_AnyParallelism_GivesTheSameBytes([ValueSource(nameof(Cases))] string name)
        => Assert.That(
            Json(await ReportCase.CheckAsync(name, parallelism: 8), all: true),
            Is.EqualTo(Json(await ReportCase.CheckAsync(name), all: true)));

    [Test]
    public async Task Write_ManyFixturesAnyParallelism_GivesTheSameBytes()
    {
        string[] reports = new string[2];
        using var first = new TestRun { Oracles = [new TestOracle("tensorflow-test")] };
        first.Add(Enumerable.Range(0, 30).Select(seed => RandomFixture.Create(seed, trains: seed % 3 == 0)));
        int asked = 0;
        var later = new TestOracle("tensorflow-test") { DelayMilliseconds = _ => Math.Max(0, 30 - Interlocked.Increment(ref asked)) };
        reports[0] = Json(await first.CheckAsync(), all: true);
        var run = new CheckRun(new BackpropagationEngine(), [later], new CheckOptions { Parallelism = 6 });
        reports[1] = Json(await run.CheckAsync(new FixtureSelection(first.Files, []), null, CancellationToken.None), all: true);
        Assert.That(reports[1], Is.EqualTo(reports[0]));
    }

    [Test]
    public async Task Write_Numbers_RoundTrip([Values("pass", "fail", "undecidable")] string name)
    {
        CheckReport report = await ReportCase.CheckAsync(name);
        using var document = JsonDocument.Parse(Json(report, all: true));
        JsonElement[] items = [.. document.RootElement.GetProperty("fixtures")[0].GetProperty("comparisons").EnumerateArray()
            .SelectMany(comparison => comparison.GetProperty("items").EnumerateArray())];
        ComparedNumber[] numbers = [.. report.Fixtures[0].Comparisons.SelectMany(comparison => comparison.AllNumbers(blanks: true))];
        Assert.That(items, Has.Length.EqualTo(numbers.Length));
        using (Assert.EnterMultipleScope())
        {
            foreach ((JsonElement item, ComparedNumber number) in items.Zip(numbers))
            {
                Assert.That(Bits(item, "engine"), Is.EqualTo(BitConverter.DoubleToInt64Bits(number.Engine)));
                Assert.That(number.Other is null || Bits(item, "other") == BitConverter.DoubleToInt64Bits(number.Other.Value), $"{number}");
                Assert.That(number.Other is null || Bits(item, "allowed") == BitConverter.DoubleToInt64Bits(number.Allowed), $"{number}");
            }
        }
    }

    [TestCase(1.0, 1.0000001192092896, FloatFormat32, 1)]
    [TestCase(1.0, 1.0000000000000002, FloatFormat64, 1)]
    [TestCase(3.4028234663852886E+38, 3.4028232635611926E+38, FloatFormat32, 1)]
    [TestCase(1.7976931348623157E+308, 1.7976931348623155E+308, FloatFormat64, 1)]
    [TestCase(0.0, 1.401298464324817E-45, FloatFormat32, 1)]
    [TestCase(0.0, 5E-324, FloatFormat64, 1)]
    [TestCase(2.0, 2.0, FloatFormat64, 0)]
    public void Ulps_OfTheFormat_AreCountedAtTheEndsOfItsRange(double engine, double other, string precision, double ulps)
    {
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [0], Loss.HalfSumOfSquares);
        Step step = fixture.Layout.Output(0);
        var reference = new Reference(fixture, new TestEngine(numbers => Planted.With(numbers, step, 0, engine)));
        BackpropCrossCheck.Numbers.FloatFormat format = Enum.Parse<BackpropCrossCheck.Numbers.FloatFormat>(precision);
        ResultComparison comparison = ResultComparer.Compare(
            reference, Planted.Own(Planted.Reference(fixture), format).With(step, 0, other));
        Assert.That(comparison.AllNumbers().Single(number => number.Step == step).Ulps, Is.EqualTo(ulps));
    }

    private const string FloatFormat32 = "Float32";
    private const string FloatFormat64 = "Float64";

    private static string Json(CheckReport report, bool all)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static long Bits(JsonElement item, string name)
    {
        JsonElement value = item.GetProperty(name);
        return BitConverter.DoubleToInt64Bits(value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            _ => double.NegativeInfinity,
        });
    }
}
