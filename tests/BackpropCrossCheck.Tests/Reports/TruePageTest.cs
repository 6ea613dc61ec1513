using System.Text.Json;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Markdown;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>The text of a whole page is true: its counts, sums and rows are calculated again from the page alone, and its counts are those
/// of the JSON report.</summary>
public sealed partial class TruePageTest
{
    private const int Runs = 12;
    private const int FixturesOfARun = 5;

    private static readonly Regex[] Checked =
        [Ours(), Other(), Distance(), Relative(), OfTheHead(), Listed(), ListedDiffering(), OfAComparison(), AllOfAComparison()];

    [Test]
    public async Task Pages_OfTheGoldenRuns_AreTrue([ValueSource(typeof(ReportCase), nameof(ReportCase.Names))] string name)
        => AssertAreTrue(await ReportCase.CheckAsync(name), name);

    [Test]
    public async Task Pages_OfRandomRuns_AreTrue()
    {
        int checks = 0;
        int differing = 0;
        for (int run = 0; run < Runs; run++)
        {
            CheckReport report = await RandomRunAsync(run);
            checks += AssertAreTrue(report, FormattableString.Invariant($"run {run}"));
            differing += report.Summary.Discrepancies;
        }

        Assert.That(checks, Is.GreaterThan(100 * Runs));
        Assert.That(differing, Is.GreaterThan(20 * Runs));
    }

    /// <summary>The rejecting twin: a digit of any of these numbers, changed, makes the page untrue.</summary>
    [Test]
    public async Task Page_WithAnotherDigitAnywhere_IsNotTrue()
    {
        string page = ReportCase.Write(new MarkdownFormat(), await RandomRunAsync(0));
        Assert.That(PrintedReport.OfMarkdown(page).Faults, Is.Empty);
        int changed = 0;
        foreach (Match place in Checked.SelectMany(pattern => pattern.Matches(page)))
        {
            Group digit = place.Groups["digit"];
            char other = digit.Value == "9" ? '1' : (char)(digit.Value[0] + 1);
            string mutant = page[..digit.Index] + other + page[(digit.Index + 1)..];

            Assert.That(PrintedReport.OfMarkdown(mutant).Faults, Is.Not.Empty, $"\"{place.Value}\" with {other}");
            changed++;
        }

        Assert.That(changed, Is.GreaterThan(50));
    }

    private static int AssertAreTrue(CheckReport report, string told)
    {
        var markdown = PrintedReport.OfMarkdown(ReportCase.Write(new MarkdownFormat(), report));
        var html = PrintedReport.OfHtml(ReportCase.Write(new HtmlFormat(), report));
        using var json = JsonDocument.Parse(ReportCase.Write(new JsonFormat(), report));
        Assert.That(markdown.Faults, Is.Empty, told);
        Assert.That(html.Faults, Is.Empty, told);
        Assert.That(Counts(markdown), Is.EqualTo(Counts(json.RootElement)), told);
        Assert.That(Counts(html).Order(), Is.EqualTo(Counts(json.RootElement).Order()), told);
        return markdown.Checks + html.Checks;
    }

    private static IEnumerable<(int Numbers, int Differ, int Undecidable)> Counts(PrintedReport page)
        => page.Fixtures.OrderBy(fixture => fixture.Name, StringComparer.Ordinal).SelectMany(fixture => fixture.Comparisons)
            .Select(comparison => (comparison.Numbers, comparison.Differ, comparison.Undecidable));

    /// <summary>What the JSON report says; a number that differs is an item of its own there.</summary>
    private static IEnumerable<(int Numbers, int Differ, int Undecidable)> Counts(JsonElement report)
        => report.GetProperty("fixtures").EnumerateArray()
            .Where(fixture => fixture.GetProperty("verdict").GetString() != "pass" && fixture.TryGetProperty("name", out _))
            .OrderBy(fixture => fixture.GetProperty("name").GetString(), StringComparer.Ordinal)
            .SelectMany(fixture => fixture.GetProperty("comparisons").EnumerateArray())
            .Where(comparison => comparison.GetProperty("status").GetString() == "computed")
            .Select(comparison => (
                comparison.GetProperty("numbers").GetInt32(), Items(comparison, "differs"), Items(comparison, "undecidable")));

    private static int Items(JsonElement comparison, string verdict)
        => comparison.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("verdict").GetString() == verdict);

    /// <summary>Random networks, a witness with random mistakes, and a calculation by hand with a slip.</summary>
    private static async Task<CheckReport> RandomRunAsync(int seed)
    {
        var random = new Random(seed);
        using var run = new TestRun
        {
            Oracles = [new TestOracle("right"), TestOracle.Planting("wrong", numbers => Slipped(numbers, random))],
            Options = new CheckOptions { Parallelism = 1, Clock = new SteppingClock() },
        };
        return await run.Add(Enumerable.Range(0, FixturesOfARun).Select(i => WithAPerson((100 * seed) + i))).CheckAsync();
    }

    private static Fixture WithAPerson(int seed)
    {
        Fixture fixture = RandomFixture.Create(seed);
        TensorSet numbers = Planted.Changed(
            Planted.Calculate(fixture), (_, values) => Array.ConvertAll(values, x => Math.Round(x, 3) + 0.0));
        Step slip = fixture.Layout.Output(0);
        return fixture with
        {
            Expected =
            [
                new ExpectedEntry(
                    "a person",
                    EntryKind.Hand,
                    fixture.Loss,
                    new NumberPrecision.Decimals(3),
                    Planted.With(numbers, slip, 0, numbers[slip]![0] + 0.25)),
            ],
        };
    }

    private static TensorSet Slipped(TensorSet numbers, Random random) => Planted.Changed(numbers, (_, values) => random.Next(3) == 0
        ? Array.ConvertAll(values, x => x * (1 + (0.37 * random.Next(3))))
        : values);

    /// <summary>Ours, the other side's number, their distance and the relative one in a row of numbers that differ: the first digit that is
    /// not 0.</summary>
    [GeneratedRegex(
        @"^[!>] .* -?(0\.0*)?(?<digit>[1-9])[0-9.e-]*( +[0-9.e-]+){5}$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Ours();

    [GeneratedRegex(
        @"^[!>] .* -?(0\.0*)?(?<digit>[1-9])[0-9.e-]*( +[0-9.e-]+){4}$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Other();

    [GeneratedRegex(
        @"^[!>] .* (0\.0*)?(?<digit>[1-9])[0-9.e-]*( +[0-9.e-]+){3}$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Distance();

    [GeneratedRegex(
        @"^[!>] .* (0\.0*)?(?<digit>[1-9])[0-9.e-]*( +[0-9.e-]+){2}$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();

    /// <summary>The counts of the head, of the list of fixtures and of a comparison.</summary>
    [GeneratedRegex(
        @"(?<digit>[1-9])\d* (fixtures?:|pass,|fail,|numbers? compared|comparisons?:|differ,)"
            + @"|^  and (?<digit>[1-9])\d* more$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex OfTheHead();

    [GeneratedRegex(@"^\| fail \| `[^|]*` \| (?<digit>[1-9])", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^\| fail \| `[^|]*` \| \d+ \| (?<digit>[1-9])", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ListedDiffering();

    [GeneratedRegex(
        @": (?<digit>[1-9])\d* of \d+ numbers? differ|: (?<digit>[1-9])\d* numbers? agree|[:,] (?<digit>[1-9])\d* (correct|wrong)\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex OfAComparison();

    [GeneratedRegex(@": \d+ of (?<digit>[1-9])\d* numbers? differ|: (?<digit>[1-9])\d* numbers?: ", RegexOptions.ExplicitCapture)]
    private static partial Regex AllOfAComparison();
}
