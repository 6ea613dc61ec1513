using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Markdown;

/// <summary>The parts of the page.</summary>
/// <param name="report">The report.</param>
/// <param name="root">The folder to which paths are relative.</param>
internal sealed class MarkdownPage(CheckReport report, SourceRoot root)
{
    private const int MostRows = 50;
    private const int MostCharacters = 2000;

    /// <summary>The verdict, the oracles and the table of fixtures.</summary>
    public string Head()
    {
        var page = new StringBuilder();
        page.Append(Line($"# {ToolVersion.Name}: {ReportWords.Of(report.Verdict)}"));
        page.Append(Line($"{Sentence(ConclusionText.Of(report))}."));
        page.Append(Line($"{Sentence(ConclusionText.OfFixtures(report.Summary))}. {Sentence(ConclusionText.OfNumbers(report.Summary))}."));
        foreach (string remark in ConclusionText.Remarks(report))
        {
            page.Append(Line($"{Sentence(remark)}."));
        }

        if (report.Witnesses.Count > 0)
        {
            page.Append(Line($"Witnesses: {Sentence(WitnessText.Of(report.Witnesses))}."));
        }

        if (report.Oracles.Count > 0)
        {
            page.Append(Table(["oracle", "", ""], report.Oracles.Select(Row)));
        }

        AppendSharedCauses(page);
        FixtureReport[] ordered = [.. Ordered()];
        if (ordered.Length > 0)
        {
            page.Append(Table(["verdict", "fixture", "numbers", "differ", "undecidable"], ordered.Take(MostRows).Select(Row)));
        }

        if (ordered.Length > MostRows)
        {
            int passing = ordered.Skip(MostRows).Count(fixture => fixture.Verdict == Verdict.Pass);
            page.Append(
                Line(
                    FormattableString.Invariant(
                        $"And {Wording.Count(ordered.Length - MostRows, "more fixture")}, {passing} of them passing.")));
        }

        return page.ToString();
    }

    /// <summary>A section for each fixture that does not pass, worst verdict first.</summary>
    public IEnumerable<string> Sections() => Ordered().Where(fixture => fixture.Verdict != Verdict.Pass).Select(Section);

    private void AppendSharedCauses(StringBuilder page)
    {
        IReadOnlyList<SharedCause> causes = report.SharedCauses;
        if (causes.Count == 0)
        {
            return;
        }

        page.Append(Line($"{SharedCauseText.Heading}:"))
            .Append(Table(["cause", "layer", "argument", "fixtures", "first"], causes.Take(MostRows).Select(Row)));
        if (causes.Count > MostRows)
        {
            page.Append(Line($"And {Wording.Count(causes.Count - MostRows, "more cause")}."));
        }
    }

    private IEnumerable<FixtureReport> Ordered() => report.Fixtures.OrderBy(fixture => fixture.Verdict switch
    {
        Verdict.Error => 0,
        Verdict.Fail => 1,
        Verdict.Inconclusive => 2,
        Verdict.Pass => 3,
    });

    private string Section(FixtureReport fixture)
    {
        var section = new StringBuilder();
        section.Append(Line($"## {ReportWords.Of(fixture.Verdict)}: {Name(fixture)}"));
        string place = fixture.Error?.Line is { } line
            ? FormattableString.Invariant($", line {line}, column {fixture.Error.Column}")
            : string.Empty;
        string network = ConclusionText.OfNetwork(fixture) is { } shape ? $": {Sentence(shape)}" : string.Empty;
        section.Append(Line($"{Code(root.Shown(fixture.File))}{place}{network}"));
        if ((fixture.Error?.Message ?? fixture.Reason) is { } reason)
        {
            section.Append(Line(Sentence(reason)));
        }

        foreach (ResultComparison comparison in fixture.Comparisons.Where(comparison => comparison.Status != ComparisonStatus.Unavailable))
        {
            Append(section, comparison, fixture);
        }

        if (UncomparedText.OfTraining(fixture) is { } uncompared)
        {
            section.Append(Line(Sentence(uncompared) + "."));
        }

        foreach (string disagreement in fixture.Outliers.Select(DisagreementText.Of).Concat(fixture.Splits.Select(DisagreementText.Of)))
        {
            section.Append(Line(Sentence(disagreement) + "."));
        }

        section.Append(Line("To reproduce:")).Append(MarkdownText.Block("sh", ReproduceCommand.Of(report, fixture))).Append('\n');
        return section.ToString();
    }

    private static void Append(StringBuilder section, ResultComparison comparison, FixtureReport fixture)
    {
        string mark = comparison.Status == ComparisonStatus.Failed ? "failed" : comparison.Verdict switch
        {
            Verdict.Pass => "ok",
            Verdict.Fail => "differs",
            Verdict.Inconclusive or Verdict.Error => "unknown",
        };
        section.Append(Line($"**{mark}** {Code(comparison.Against)}, {Sentence(About(comparison, fixture))}."));
        string? reasonOfAll = comparison.Status == ComparisonStatus.Computed ? comparison.Reason : null;
        string?[] texts =
            [StepText.Of(comparison), comparison.ScaleNote, SampledText.Of(comparison), LossyText.Remark(comparison), reasonOfAll];
        foreach (string text in texts.OfType<string>().Concat(CauseText.Of(comparison)))
        {
            section.Append(Line(Sentence(text)));
        }

        ComparedNumber[] notable = [.. comparison.Notable];
        if (notable.Length == 0)
        {
            return;
        }

        if (comparison.FirstWrong is { } first && !StepText.NamesFirst(comparison))
        {
            section.Append(Line($"The first in the order of the calculation: {Sentence(Address.Of(first))}."));
        }

        if (UndecidableText.Reasons(notable).FirstOrDefault() is { } reason)
        {
            section.Append(Line($"Undecidable: {Sentence(reason)}."));
        }

        section.Append(MarkdownText.Block("text", WorstNumbers.Table(notable, comparison.Kind == ResultKind.Hand).TrimEnd('\n')))
            .Append('\n');
    }

    private static string About(ResultComparison comparison, FixtureReport fixture)
        => comparison.Status == ComparisonStatus.Computed ? ComparisonSentence.About(comparison, fixture.Loss) : comparison.Reason!;

    private static string[] Row(OracleReport oracle)
    {
        string status =
            oracle.Status is OracleStatus.Unavailable ? "unavailable" : OracleLines.WhyNot(oracle) is null ? "available" : "failed";
        string? version = (oracle.Status as OracleStatus.Available)?.Version;
        string details = string.Join("; ", new[] { version, oracle.Note, OracleLines.WhyNot(oracle) }.OfType<string>());
        return [Code(oracle.Name), status, Sentence(details)];
    }

    private string[] Row(SharedCause cause) =>
    [
        Code(cause.Finding.Cause),
        FormattableString.Invariant($"{cause.Finding.Layer}"),
        Sentence(SharedCauseText.Argument(cause.Finding.Argument) ?? string.Empty),
        FormattableString.Invariant($"{cause.Fixtures}"),
        Name(cause.First),
    ];

    private string[] Row(FixtureReport fixture) =>
    [
        ReportWords.Of(fixture.Verdict),
        Name(fixture),
        Count(fixture, comparison => comparison.Numbers),
        Count(fixture, comparison => comparison.Discrepancies),
        Count(fixture, comparison => comparison.Undecidable),
    ];

    private static string Count(FixtureReport fixture, Func<ResultComparison, int> count)
        => FormattableString.Invariant($"{fixture.Comparisons.Sum(count)}");

    /// <summary>A table.</summary>
    /// <param name="header">The column headings.</param>
    /// <param name="rows">The cells, as Markdown.</param>
    public static string Table(string[] header, IEnumerable<string[]> rows)
        => string.Concat(
            rows.Prepend([.. header.Select(_ => "---")]).Prepend(header)
                .Select(cells => $"| {string.Join(" | ", cells.Select(MarkdownText.Cell))} |\n"))
            + "\n";

    private string Name(FixtureReport fixture) => Code(fixture.Name ?? root.Shown(fixture.File));

    private static string Code(string text) => MarkdownText.Code(Shortened(text));

    private static string Sentence(string text) => MarkdownText.Of(Shortened(text));

    private static string Shortened(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + " …";

    private static string Line(string markdown) => markdown + "\n\n";
}
