using System.Globalization;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>The console report of a comparison with a baseline.</summary>
/// <param name="console">Where it is written.</param>
/// <param name="exact">Whether a change in the last bit counts as a discrepancy.</param>
/// <param name="all">True to show every number, false to show the ten worst changes.</param>
/// <param name="quiet">True to omit fixtures without changes.</param>
internal sealed class BaselineConsole(ConsoleStyle console, bool exact, bool all, bool quiet)
{
    private const int WorstNumbers = 10;

    /// <summary>Writes where the baseline comes from.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="file">Its file, as given.</param>
    public void WriteOrigin(Baseline baseline, string file) => console.Paragraph(
        0,
        "baseline     ",
        $"{file}: {Wording.Count(baseline.Fixtures.Count, "fixture")}, {ToolVersion.Name} {baseline.Tool} on {baseline.Machine}");

    /// <summary>Writes one fixture.</summary>
    /// <param name="fixture">Its report.</param>
    public void WriteFixture(FixtureReport fixture)
    {
        if (quiet && fixture.Verdict == Verdict.Pass && !fixture.Comparisons.Any(HasChanged))
        {
            return;
        }

        console.Paragraph(0, VerdictLabel.Of(fixture.Verdict), fixture.Name ?? fixture.File);
        if (fixture.Error is { } error)
        {
            console.Paragraph(6, string.Empty, $"{ConsoleReport.Place(fixture.File, error)}: {error.Message}");
        }

        foreach (ResultComparison comparison in fixture.Comparisons.Where(comparison => comparison.Status == ComparisonStatus.Computed))
        {
            WriteComparison(comparison);
        }

        if (fixture.Reason is { } reason)
        {
            console.Paragraph(6, string.Empty, $"inconclusive: {reason}");
        }
    }

    /// <summary>Writes the conclusion of the whole comparison.</summary>
    /// <param name="report">The report.</param>
    public void WriteSummary(CheckReport report)
    {
        CheckSummary summary = report.Summary;
        BaselineChange[] changes =
        [
            .. report.Fixtures
                .SelectMany(fixture => fixture.Comparisons)
                .Select(comparison => comparison.Change)
                .OfType<BaselineChange>(),
        ];
        int changed = changes.Sum(change => change.Numbers);
        console.Line();
        console.Paragraph(0, string.Empty, string.Create(
            CultureInfo.InvariantCulture,
            $"{Wording.Count(summary.Fixtures, "fixture")}: {summary.Passed} pass, {summary.Failed} fail, {summary.Inconclusive} "
                + $"inconclusive, {summary.Errors} in error"));
        console.Paragraph(0, string.Empty, string.Create(
            CultureInfo.InvariantCulture,
            $"{Wording.Count(summary.Numbers, "number")} held against the baseline in {Wording.Count(summary.Comparisons, "comparison")}: "
                + $"{changed} changed{Most(changes)}{Judged(summary)}"));
        SharedCauseLines.Write(console, report);
        SkippedComparisons.Write(console, report);
        console.Paragraph(
            0,
            VerdictLabel.Of(report.Verdict),
            FormattableString.Invariant($"{Conclusion(report, changed)} (exit code {report.ExitCode})"));
    }

    private string Judged(CheckSummary summary)
        => exact
            ? string.Empty
            : FormattableString.Invariant($", {summary.Discrepancies} beyond what rounding allows, {summary.Undecidable} undecidable");

    private static bool HasChanged(ResultComparison comparison) => comparison.Change is { Numbers: > 0 };

    private static string Most(BaselineChange[] changes) => Array.Exists(changes, change => change.Numbers > 0)
        ? $", {Ulps(changes.Max(change => change.Ulps))} at most"
        : string.Empty;

    private static string Ulps(double ulps)
        => double.IsInfinity(ulps) ? "to or from NaN or an infinity"
            : ulps == 1 ? "by 1 ulp"
            : $"by {ulps.ToString(ulps < 10_000 ? "G4" : "0.0e0", CultureInfo.InvariantCulture)} ulps";

    private static string Conclusion(CheckReport report, int changed) => report.ExitCode switch
    {
        ExitCode.Agrees =>
            changed == 0 ? "every number is that of the baseline, to the last bit" : "what has changed is within what rounding allows",
        ExitCode.Discrepancy => "numbers have changed",
        ExitCode.BadInput => "there are fixtures that cannot be checked",
        ExitCode.InternalError => "internal error",
        ExitCode.NothingChecked => "nothing was compared",
        _ => $"{Wording.Count(report.Summary.Inconclusive, "fixture is", "fixtures are")} inconclusive",
    };

    private void WriteComparison(ResultComparison comparison)
    {
        if (comparison.Change is not { } change)
        {
            return;
        }

        string label = change.Numbers > 0 && comparison.Verdict != Verdict.Fail ? "changed  " : comparison.Verdict switch
        {
            Verdict.Fail => "differs  ",
            Verdict.Pass => "same     ",
            Verdict.Inconclusive or Verdict.Error => "unknown  ",
        };
        console.Paragraph(6, label, $"{comparison.Against}, {ReportWords.Of(comparison.Precision!)}: {Counts(comparison, change)}");
        if (change.Numbers > 0)
        {
            console.Paragraph(15, string.Empty, change.Versions.ToString());
        }

        if (comparison.Reason is { } reason)
        {
            console.Paragraph(15, string.Empty, reason);
        }

        foreach (string cause in CauseText.Of(comparison))
        {
            console.Paragraph(15, string.Empty, cause);
        }

        WriteNumbers(comparison);
    }

    private string Counts(ResultComparison comparison, BaselineChange change)
    {
        string numbers = Wording.Count(comparison.Numbers, "number");
        string beyond = exact ? string.Empty
            : comparison.Discrepancies > 0 ? FormattableString.Invariant($"; {comparison.Discrepancies} beyond what rounding allows")
            : comparison.Undecidable == 0 ? "; within what rounding allows" : string.Empty;
        string undecidable = comparison.Undecidable == 0
            ? string.Empty
            : FormattableString.Invariant($"; {comparison.Undecidable} undecidable");
        return change.Numbers == 0 ? numbers
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{change.Numbers} of {numbers} {(change.Numbers == 1 ? "has" : "have")} changed, "
                    + $"{Ulps(change.Ulps)}{(change.Numbers == 1 ? string.Empty : " at most")}{beyond}{undecidable}");
    }

    private void WriteNumbers(ResultComparison comparison)
    {
        ComparedNumber[] changed = [.. comparison.AllNumbers().Where(number => BaselineRule.HasChanged(number))];
        ComparedNumber[] shown = all
            ? [.. comparison.AllNumbers()]
            :
            [
                .. changed
                    .OrderBy(number => number.Verdict == NumberVerdict.Agrees)
                    .ThenBy(number => number.Verdict)
                    .ThenByDescending(number => number.Ratio)
                    .Take(WorstNumbers),
            ];
        if (shown.Length > 0)
        {
            NumberTable.Write(console, shown, hand: false, since: true);
        }

        if (!all && changed.Length > shown.Length)
        {
            console.Line(FormattableString.Invariant($"  and {changed.Length - shown.Length} more; --all shows every number"));
        }
    }
}
