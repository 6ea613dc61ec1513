using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Text;
using static System.FormattableString;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>The parts of the page, in order.</summary>
/// <param name="report">The report.</param>
/// <param name="root">The folder to which paths are relative.</param>
internal sealed class ReportPage(CheckReport report, SourceRoot root)
{
    /// <summary>The most fixtures that are listed at the beginning because they do not pass.</summary>
    private const int MostRows = 500;

    /// <summary>The title.</summary>
    public string Title => $"{ToolVersion.Name}: {ReportWords.Of(report.Verdict)}";

    /// <summary>The fixtures that do not pass, worst verdict first.</summary>
    public IReadOnlyList<FixtureReport> NotPassing { get; } =
    [
        .. report.Fixtures.Where(fixture => fixture.Verdict != Verdict.Pass).OrderBy(fixture => fixture.Verdict switch
        {
            Verdict.Error => 0,
            Verdict.Fail => 1,
            Verdict.Inconclusive or Verdict.Pass => 2,
        }),
    ];

    /// <summary>The fixtures that pass.</summary>
    public IReadOnlyList<FixtureReport> Passing { get; } = [.. report.Fixtures.Where(fixture => fixture.Verdict == Verdict.Pass)];

    /// <summary>Writes the verdict, what was compared with what, and the list of fixtures that do not pass.</summary>
    /// <param name="sections">How many of those have a section, and so a link.</param>
    /// <param name="writer">Where it is written.</param>
    public void WriteHead(int sections, TextWriter writer)
    {
        writer.WriteLine($"<div class=\"verdict {ReportWords.Of(report.Verdict)}\">");
        writer.WriteLine($"<p><strong>{Badge.Of(report.Verdict)} {PageText.Of(ConclusionText.Of(report))}.</strong></p>");
        IEnumerable<string> sentences =
        [
            ConclusionText.OfFixtures(report.Summary),
            ConclusionText.OfNumbers(report.Summary),
            .. ConclusionText.Remarks(report),
        ];
        writer.WriteLine($"<p>{string.Join("<br>", sentences.Select(sentence => $"{PageText.Of(sentence)}."))}</p>");
        writer.WriteLine("</div>");
        writer.WriteLine("<h2>What was compared with what</h2>");
        writer.WriteLine(report.Witnesses.Count == 0
            ? "<p>Nothing stood against the engine.</p>"
            : "<p>The engine’s numbers, calculated in float64, against those of the others.</p>");
        string[][] sides =
            [.. report.Oracles.Select(Row), .. report.Witnesses.Where(witness => witness.Kind != ResultKind.Oracle).Select(Row)];
        if (sides.Length > 0)
        {
            PageTable.Write(
                "words",
                "The others",
                ["name", "what it is", "fixtures", "version and precision, or why not"],
                sides.Take(MostRows),
                writer);
            WriteMore(sides.Length, writer);
        }

        WriteSharedCauses(sections, writer);
        if (NotPassing.Count > 1)
        {
            writer.WriteLine("<h2>Fixtures that do not pass</h2>");
            PageTable.Write(
                "numbers",
                "The worst verdict first",
                ["fixture", "verdict", "differ", "undecidable", "of numbers"],
                NotPassing.Take(MostRows).Select((fixture, i) => Row(fixture, i, i < sections)),
                writer);
            WriteMore(NotPassing.Count, writer);
        }
    }

    private void WriteSharedCauses(int sections, TextWriter writer)
    {
        IReadOnlyList<SharedCause> causes = report.SharedCauses;
        if (causes.Count == 0)
        {
            return;
        }

        writer.WriteLine($"<h2>{SharedCauseText.Heading}</h2>");
        PageTable.Write(
            "words",
            "The most frequent first",
            ["cause", "layer", "argument", "fixtures", "first"],
            causes.Take(MostRows).Select(cause => Row(cause, sections)),
            writer);
        WriteMore(causes.Count, writer);
    }

    /// <summary>Writes the section of a fixture that does not pass.</summary>
    /// <param name="number">Its position among those, from 0.</param>
    /// <param name="writer">Where it is written.</param>
    public void WriteSection(int number, TextWriter writer) => new FixtureSection(report, root, NotPassing[number], number).Write(writer);

    /// <summary>The fixtures that do not pass and have no section.</summary>
    /// <param name="sections">How many have one.</param>
    public FoldedList WithoutSection(int sections) => Folded(
        "Left out: more that do not pass",
        $"{Wording.Count(NotPassing.Count - sections, "more fixture does", "more fixtures do")} not pass, without pictures so that "
            + "the page stays readable",
        [.. NotPassing.Skip(sections)]);

    /// <summary>The list of passing fixtures.</summary>
    public FoldedList FoldedPassing
        => Folded("Fixtures that pass", Wording.Count(Passing.Count, "fixture passes", "fixtures pass"), Passing);

    /// <summary>Writes which program made the page.</summary>
    /// <param name="writer">Where it is written.</param>
    public static void WriteFoot(TextWriter writer)
        => writer.WriteLine(
            $"<p class=\"foot\">Written by {ToolVersion.Name} {PageText.Of(ToolVersion.Number)}. Layers, samples, rows and columns "
                + "count from 1.</p>");

    private FoldedList Folded(string heading, string summary, IReadOnlyList<FixtureReport> fixtures)
        => new(heading, summary, ["fixture", "verdict", "network, samples, loss", "against"], fixtures, FoldedRow);

    private string FoldedRow(FixtureReport fixture) => PageTable.Row(
    [
        PageText.Code(Name(fixture)),
        Badge.Of(fixture.Verdict),
        PageText.Of(ConclusionText.OfNetwork(fixture) ?? fixture.Error?.Message ?? string.Empty),
        string.Join("<br>", fixture.Comparisons.Select(comparison => ComparisonSentence.Of(comparison, fixture.Loss))
            .Concat(new[] { UncomparedText.OfTraining(fixture) }.OfType<string>()).Select(PageText.Of)),
    ]);

    private static void WriteMore(int rows, TextWriter writer)
    {
        if (rows > MostRows)
        {
            writer.WriteLine(Invariant($"<p>And {rows - MostRows} more.</p>"));
        }
    }

    private static string[] Row(Witness witness)
        =>
        [
            PageText.Code(witness.Name),
            witness.Kind == ResultKind.Hand ? "calculation by hand" : "recorded numbers",
            Invariant($"{witness.Comparisons}"),
            string.Empty,
        ];

    private string[] Row(OracleReport oracle)
    {
        string status = oracle.Status is OracleStatus.Unavailable ? "unavailable oracle"
            : OracleLines.WhyNot(oracle) is null ? "oracle"
            : "failed oracle";
        int fixtures = report.Witnesses.FirstOrDefault(
            witness => witness.Kind == ResultKind.Oracle && witness.Name == oracle.Name)?.Comparisons ?? 0;
        string? version = oracle.Status is OracleStatus.Available available
            ? string.Join(
                ", ", available.Formats.Select(format => ReportWords.Of(new NumberPrecision.Format(format))).Prepend(available.Version))
            : null;
        string details = string.Join("; ", new[] { version, oracle.Note, OracleLines.WhyNot(oracle) }.OfType<string>());
        return [PageText.Code(oracle.Name), status, Invariant($"{fixtures}"), PageText.Of(details)];
    }

    private string[] Row(SharedCause cause, int sections)
    {
        int number = NotPassing.TakeWhile(fixture => !ReferenceEquals(fixture, cause.First)).Count();
        return
        [
            PageText.Code(cause.Finding.Cause),
            Invariant($"{cause.Finding.Layer}"),
            PageText.Of(SharedCauseText.Argument(cause.Finding.Argument) ?? string.Empty),
            Invariant($"{cause.Fixtures}"),
            Linked(cause.First, number, number < sections),
        ];
    }

    private string Linked(FixtureReport fixture, int number, bool linked)
        => linked ? Invariant($"<a href=\"#fixture-{number}\">{PageText.Code(Name(fixture))}</a>") : PageText.Code(Name(fixture));

    private string[] Row(FixtureReport fixture, int number, bool linked) =>
    [
        Linked(fixture, number, linked),
        Badge.Of(fixture.Verdict),
        Count(fixture, comparison => comparison.Discrepancies),
        Count(fixture, comparison => comparison.Undecidable),
        Count(fixture, comparison => comparison.Numbers),
    ];

    private static string Count(FixtureReport fixture, Func<ResultComparison, int> count) => Invariant($"{fixture.Comparisons.Sum(count)}");

    private string Name(FixtureReport fixture) => fixture.Name ?? root.Shown(fixture.File);
}
