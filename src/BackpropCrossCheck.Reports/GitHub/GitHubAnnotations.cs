using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.GitHub;

/// <summary>The workflow commands that make GitHub show something next to the line that it is about. GitHub shows ten errors and ten
/// warnings per step, so these are the nine worst and a count of the rest.</summary>
internal static class GitHubAnnotations
{
    private const int Shown = 9;

    /// <summary>Writes them; nothing if everything agrees.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">The stream that GitHub reads.</param>
    /// <param name="root">The folder to which paths are relative.</param>
    public static void Write(CheckReport report, TextWriter writer, SourceRoot root)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        Annotation[] all = [.. report.Fixtures.SelectMany(fixture => Of(fixture, root))];
        IEnumerable<Annotation> shown = all
            .OrderBy(annotation => annotation.Rank)
            .ThenByDescending(annotation => annotation.Ratio)
            .Take(Shown);
        foreach (Annotation annotation in shown)
        {
            writer.WriteLine(
                $"::{(annotation.Rank < 2 ? "error" : "warning")} file={Property(root.Shown(annotation.File))},"
                    + $"{Place(annotation.Place)}title={Property(annotation.Title)}::{Data(annotation.Sentences)}");
        }

        if (all.Length > Shown)
        {
            string conclusion = FormattableString.Invariant($"{all.Length - Shown} more; {ConclusionText.OfFixtures(report.Summary)}");
            writer.WriteLine($"::error title={Property(ToolVersion.Name)}::{Data([conclusion])}");
        }

        if (report.Reason is { } reason)
        {
            writer.WriteLine($"::warning title={Property(ToolVersion.Name)}::{Data([reason])}");
        }
    }

    private static IEnumerable<Annotation> Of(FixtureReport fixture, SourceRoot root)
    {
        string name = fixture.Name ?? root.Shown(fixture.File);
        if (fixture.Error is { } error)
        {
            TextPosition? place = error is { Line: { } line, Column: { } column } ? new TextPosition(line, column) : null;
            yield return new Annotation(0, double.PositiveInfinity, fixture.File, $"{name} cannot be checked", [error.Message], place);
        }

        foreach (ResultComparison comparison in fixture.Comparisons.Where(comparison => comparison.Verdict == Verdict.Fail))
        {
            ComparedNumber first = comparison.FirstWrong!;
            TextPosition? place = comparison.Summaries.First(tensor => tensor.Step == first.Step).Place;
            string[] sentences =
            [
                .. new[] { StepText.Of(comparison) }.OfType<string>(),
                ComparisonSentence.Of(comparison, fixture.Loss) + ".",
                $"The first in the order of the calculation: {Address.OfTensor(first.Step)}, {NumberSentence.Of(first)}.",
                .. CauseText.Of(comparison),
            ];
            yield return new Annotation(
                1, comparison.Worst!.Ratio, comparison.File ?? fixture.File, $"{name} differs from {comparison.Against}", sentences, place);
        }

        string[] failures =
        [
            .. fixture.Comparisons
                .Where(comparison => comparison.Status == ComparisonStatus.Failed)
                .Select(comparison => ComparisonSentence.Of(comparison, fixture.Loss)),
        ];
        if (fixture.Verdict == Verdict.Inconclusive)
        {
            (ResultComparison? at, TensorSummary? tensor) = fixture.Comparisons.SelectMany(
                comparison => comparison.Summaries.Select(tensor => (comparison, tensor)))
                .FirstOrDefault(pair => pair.tensor.Place is not null);
            TextPosition? place = tensor?.Place;
            yield return new Annotation(2, 0, at?.File ?? fixture.File, $"{name} is inconclusive", [fixture.Reason!, .. failures], place);
        }
        else if (failures.Length > 0)
        {
            yield return new Annotation(
                2, 0, fixture.File, $"{name} has no answer of {Wording.Count(failures.Length, "oracle")}", failures, null);
        }
    }

    private static string Place(TextPosition? place)
        => place is { } at ? FormattableString.Invariant($"line={at.Line},col={at.Column},") : string.Empty;

    private static string Data(IEnumerable<string> sentences) => Escaped(string.Join('\n', sentences.Select(PrintableText.Of)));

    private static string Property(string text)
        => Escaped(PrintableText.Of(text)).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    /// <summary>Escapes messages and properties as GitHub's toolkit does.</summary>
    private static string Escaped(string text)
        => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private sealed record Annotation(
        int Rank, double Ratio, string File, string Title, IReadOnlyList<string> Sentences, TextPosition? Place);
}
