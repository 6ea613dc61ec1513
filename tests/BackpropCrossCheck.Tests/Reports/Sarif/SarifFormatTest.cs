using System.Text.Json;
using System.Text.Json.Nodes;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Sarif;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports.Sarif;

public sealed class SarifFormatTest
{
    private static readonly string[] Cases = [.. ReportCase.Names];

    [Test]
    public async Task Write_Case_IsTheGoldenOne([ValueSource(nameof(Cases))] string name)
        => GoldenFile.AssertMatches(Sarif(await ReportCase.CheckAsync(name)), $"Reports/{name}.sarif");

    [Test]
    public async Task Write_Case_IsValid([ValueSource(nameof(Cases))] string name)
        => Assert.That(SarifSchema.Faults(Sarif(await ReportCase.CheckAsync(name))), Is.Empty);

    /// <summary>The rejecting twin.</summary>
    [TestCase("\"2.1.0\"", "\"2.0.0\"")]
    [TestCase("\"startLine\": ", "\"startLine\": -")]
    [TestCase("\"level\": \"error\"", "\"level\": \"fatal\"")]
    [TestCase("\"ruleId\"", "\"rule\"")]
    [TestCase("\"uri\": \"", "\"uri\": \"a b")]
    public async Task Faults_AnotherShape_AreFound(string part, string replacement)
        => Assert.That(
            SarifSchema.Faults(Sarif(await ReportCase.CheckAsync("fail")).Replace(part, replacement, StringComparison.Ordinal)),
            Is.Not.Empty);

    [Test]
    public async Task Write_Rules_AreThereAndExplained()
    {
        JsonNode run = Run(await ReportCase.CheckAsync("fail"));
        JsonArray rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.That(
            Results(run).Select(result => (string?)rules[(int)result["ruleIndex"]!]!["id"]),
            Is.EqualTo(Results(run).Select(result => (string?)result["ruleId"])));
        Assert.That(rules.Select(rule => ((string)rule!["help"]!["text"]!).Length), Has.All.GreaterThan(80));
    }

    [Test]
    public void All_Rules_AreOneForEachQuantityAndKeepTheirNames()
        => Assert.That(SarifRules.All.Select(rule => rule.Id), Is.EqualTo(
            ContractWords.Quantities.Select(word => $"{word}-differs")
                .Concat(["undecidable", "oracle-failed", "bad-fixture", "results-left-out"])));

    [Test]
    public async Task Write_Results_AreOneForEachTensorThatDiffers()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        int tensors = report.Fixtures[0].Comparisons.SelectMany(comparison => comparison.Summaries)
            .Count(tensor => tensor.Discrepancies > 0);
        Assert.That(
            Results(Run(report)).Count(result => ((string)result["ruleId"]!).EndsWith("-differs", StringComparison.Ordinal)),
            Is.EqualTo(tensors).And.GreaterThan(3));
    }

    [Test]
    public async Task Write_Fingerprints_SurviveAddedLinesAndOtherNumbers()
    {
        string[] first = await FingerprintsAsync("", 2);
        string[] later = await FingerprintsAsync("\n\n\n", 3);
        Assert.That(later, Is.EqualTo(first));
        Assert.That(first, Is.Unique.And.Length.GreaterThan(1));
    }

    [Test]
    public async Task Write_LinesAdded_AreFollowed()
    {
        int[] first = await LinesAsync("");
        int[] later = await LinesAsync("\n\n\n");
        Assert.That(later, Is.EqualTo(first.Select(line => line + 3)));
    }

    [TestCase(4999, 4999, null)]
    [TestCase(5000, 5000, null)]
    [TestCase(5001, 5000, "2 of 5001 results are left out here")]
    [TestCase(6000, 5000, "1001 of 6000 results are left out here")]
    public async Task Write_ManyResults_KeepsTheWorstAndSaysWhatIsLeftOut(int count, int shown, string? said)
    {
        FixtureReport bad = (await ReportCase.CheckAsync("error")).Fixtures[0];
        CheckReport report = (await ReportCase.CheckAsync("undecidable")) with { Fixtures = [.. Enumerable.Repeat(bad, count)] };
        string sarif = Sarif(report);
        JsonNode run = JsonNode.Parse(sarif)!["runs"]![0]!;
        Assert.That(Results(run).Count(), Is.EqualTo(shown));
        Assert.That(Results(run).Any(result => (string?)result["ruleId"] == "results-left-out"), Is.EqualTo(said is not null));
        Assert.That(said is null || sarif.Contains(said, StringComparison.Ordinal));
        Assert.That(
            JsonSerializer.SerializeToUtf8Bytes(run), Has.Length.LessThan(10_000_000), "GitHub takes as much when it is compressed");
    }

    [Test]
    public async Task Write_ManyResults_LeavesOutTheMildest()
    {
        FixtureReport mild = (await ReportCase.CheckAsync("undecidable")).Fixtures[0];
        CheckReport report = await ReportCase.CheckAsync("fail");
        int worst = Results(Run(report)).Count(result => (string?)result["level"] == "error");
        JsonNode run = Run(report with { Fixtures = [.. Enumerable.Repeat(mild, 5000), .. report.Fixtures] });
        Assert.That(
            Results(run).Count(result => (string?)result["level"] == "error"),
            Is.EqualTo(worst + 1),
            "and the one that counts what is left out");
    }

    [TestCase("a {0} b", "a {{0}} b")]
    [TestCase("[click](http://example.org)", @"\[click](http://example.org)")]
    [TestCase("items[0] (the first)", "items[0] (the first)")]
    public void Of_TextThatLooksLikeMarkup_IsText(string text, string safe)
        => Assert.That(SarifText.Of(text), Is.EqualTo(safe));

    [TestCase('x')]
    [TestCase('{')]
    [TestCase('\u0001')]
    public void Of_LongText_IsCutWhole(char c)
    {
        string text = SarifText.Of(new string(c, 5000));
        Assert.That(text, Has.Length.InRange(1000, SarifText.Limit).And.EndsWith(" […]"));
        Assert.That(text.Count(one => one == '{') % 2, Is.Zero);
        Assert.That(SarifText.Of(new string('x', SarifText.Limit)), Has.Length.EqualTo(SarifText.Limit).And.EndsWith("x"));
    }

    private static async Task<string[]> FingerprintsAsync(string before, double wrong)
        => [.. Results(Run(await PlantedAsync(before, wrong)))
            .Select(result => (string)result["partialFingerprints"]!["primaryLocationLineHash"]!)];

    private static async Task<int[]> LinesAsync(string before)
        => [.. Results(Run(await PlantedAsync(before, 2)))
            .Select(result => (int)result["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!)];

    private static async Task<CheckReport> PlantedAsync(string before, double wrong)
    {
        var broken = TestOracle.Planting("broken", numbers => Planted.With(numbers, numbers.Layout.WeightGradient(0), 0, wrong));
        using var run = new TestRun { Oracles = [broken] };
        Fixture fixture = RandomFixture.Create(3);
        fixture = fixture.Recording(Planted.With(Planted.Calculate(fixture), fixture.Layout.Output(0), 0, wrong), NumberPrecision.Float64);
        return await run.AddText(before + new Fixtures.FixtureWriter(1).Write(fixture)).CheckAsync();
    }

    private static JsonNode Run(CheckReport report) => JsonNode.Parse(Sarif(report))!["runs"]![0]!;

    private static IEnumerable<JsonNode> Results(JsonNode run) => run["results"]!.AsArray().Select(result => result!);

    private static string Sarif(CheckReport report) => ReportCase.Write(new SarifFormat(), report);
}
