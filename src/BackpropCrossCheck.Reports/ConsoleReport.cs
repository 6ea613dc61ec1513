using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports;

/// <summary>The report for a terminal: a line for each fixture and comparison, a table if numbers differ, and a summary.</summary>
/// <param name="writer">Where it is written.</param>
/// <param name="colour">Whether to colour the marks.</param>
/// <param name="all">True to show every number, false to show the ten worst of each comparison that does not pass.</param>
/// <param name="quiet">True to omit passing fixtures.</param>
public sealed class ConsoleReport(TextWriter writer, bool colour, bool all, bool quiet)
{
    /// <summary>The column in which what is said of a comparison begins, behind its label.</summary>
    private const int TextColumn = 15;

    private readonly ConsoleStyle _console = new(writer, colour);

    /// <summary>How a reader can see the numbers that a table omits; it is printed after their count. Null if there is no way.</summary>
    public string? WayToAllNumbers { get; init; } = "--all shows every number";

    /// <summary>Writes which part of the fixtures is checked.</summary>
    /// <param name="shard">The part.</param>
    internal void WriteShard(Shard shard) => _console.Paragraph(0, "shard        ", string.Create(
        CultureInfo.InvariantCulture,
        $"{shard.Choice.Index} of {shard.Choice.Total}: {shard.Positions.Count} of {Wording.Count(shard.Fixtures, "fixture")}, "
            + $"as {shard.Choice.Source} {(shard.Choice.Source.Contains(' ', StringComparison.Ordinal) ? "say" : "says")}; "
            + $"--shard 1/1 checks all"));

    /// <summary>Writes the oracles.</summary>
    /// <param name="oracles">What they reported about themselves.</param>
    /// <param name="details">True to include what they do not support and how long their starts took.</param>
    public void WriteOracles(IReadOnlyList<OracleReport> oracles, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(oracles);
        OracleLines.Write(_console, oracles, details);
    }

    /// <summary>Whether anything is written of a fixture.</summary>
    /// <param name="fixture">Its report.</param>
    internal bool Shows(FixtureReport fixture) => !quiet || fixture.Verdict != Verdict.Pass;

    /// <summary>Writes one fixture.</summary>
    /// <param name="fixture">Its report.</param>
    public void WriteFixture(FixtureReport fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        if (!Shows(fixture))
        {
            return;
        }

        _console.Paragraph(0, VerdictLabel.Of(fixture.Verdict), Heading(fixture));
        if (fixture.Error is { } error)
        {
            string place = Place(fixture.File, error);
            _console.Paragraph(6, string.Empty, fixture.Name is null ? error.Message : $"{place}: {error.Message}");
        }

        foreach (ResultComparison comparison in fixture.Comparisons.Where(comparison => comparison.Status != ComparisonStatus.Unavailable))
        {
            WriteComparison(comparison, fixture.Loss);
        }

        if (UncomparedText.OfTraining(fixture) is { } uncompared)
        {
            _console.Paragraph(6, "skipped  ", uncompared);
        }

        foreach (Outlier outlier in fixture.Outliers)
        {
            _console.Paragraph(6, "alone    ", DisagreementText.Of(outlier));
        }

        foreach (Split split in fixture.Splits)
        {
            _console.Paragraph(6, "split    ", DisagreementText.Of(split));
        }

        if (fixture.Reason is { } reason)
        {
            _console.Paragraph(6, string.Empty, $"inconclusive: {reason}");
        }
    }

    /// <summary>Writes the conclusion of the whole run.</summary>
    /// <param name="report">The report.</param>
    public void WriteSummary(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        CheckSummary summary = report.Summary;
        _console.Line();
        _console.Paragraph(0, string.Empty, ConclusionText.OfFixtures(summary));
        _console.Paragraph(0, string.Empty, ConclusionText.OfNumbers(summary));
        SharedCauseLines.Write(_console, report);
        foreach (string remark in ConclusionText.Remarks(report))
        {
            _console.Paragraph(0, string.Empty, remark);
        }

        if (report.Witnesses.Count > 0)
        {
            _console.Paragraph(0, string.Empty, WitnessText.Of(report.Witnesses), "witnesses: ");
        }

        if (report.LacksLiveTensorFlow)
        {
            _console.Paragraph(0, string.Empty, "no TensorFlow ran: only recorded numbers of TensorFlow stood against the engine");
        }

        foreach (OracleReport oracle in report.Oracles)
        {
            foreach (string said in new[] { oracle.Note, oracle.Fault is { } fault ? $"it {fault}" : null }.OfType<string>())
            {
                _console.Paragraph(0, string.Empty, $"{oracle.Name}: {said}");
            }
        }

        if (summary.NotGiven > 0)
        {
            _console.Paragraph(0, string.Empty, $"not given by entries and oracles: {Wording.Count(summary.NotGiven, "number")}");
        }

        SkippedComparisons.Write(_console, report);
        _console.Paragraph(0, VerdictLabel.Of(report.Verdict), ConclusionText.Of(report));
    }

    private void WriteComparison(ResultComparison comparison, Loss? stated)
    {
        string label = comparison.Status == ComparisonStatus.Failed ? "failed   " : comparison.Verdict switch
        {
            Verdict.Pass => "ok       ",
            Verdict.Fail => "differs  ",
            Verdict.Inconclusive or Verdict.Error => "unknown  ",
        };
        _console.Paragraph(6, label, ComparisonSentence.Of(comparison, stated));
        if (comparison.ScaleNote is { } note)
        {
            _console.Paragraph(TextColumn, string.Empty, note);
        }

        if (SampledText.Of(comparison) is { } sampled)
        {
            _console.Paragraph(TextColumn, string.Empty, sampled);
        }

        if (LossyText.Remark(comparison) is { } lossy)
        {
            _console.Paragraph(TextColumn, string.Empty, lossy);
        }

        if (comparison.Reason is { } reason && comparison.Status == ComparisonStatus.Computed)
        {
            _console.Paragraph(TextColumn, string.Empty, reason);
        }

        if (StepText.Of(comparison) is { } origin)
        {
            _console.Paragraph(TextColumn, string.Empty, origin);
            foreach (string line in StepLine.Of(comparison, ConsoleStyle.Width - TextColumn))
            {
                _console.Line(new string(' ', TextColumn) + line);
            }
        }

        foreach (string cause in CauseText.Of(comparison))
        {
            _console.Paragraph(TextColumn, string.Empty, cause);
        }

        WriteNumbers(comparison);
    }

    private void WriteNumbers(ResultComparison comparison)
    {
        bool hand = comparison.Kind == ResultKind.Hand;
        ComparedNumber[] notable = [.. comparison.Notable];
        if (notable.Length == 0 && !all)
        {
            return;
        }

        if (notable.Length > 0 && comparison.FirstWrong is { } first && !StepText.NamesFirst(comparison))
        {
            _console.Paragraph(
                TextColumn,
                string.Empty,
                $"the first {(hand ? "wrong number" : "that differs")} in the order of the calculation: "
                    + $"{Address.Of(first)}{(hand ? $": {HandText.Slip(comparison, first)}" : string.Empty)}");
        }

        foreach (string reason in UndecidableText.Reasons(notable).Distinct().Take(WorstNumbers.Shown))
        {
            _console.Paragraph(TextColumn, string.Empty, $"undecidable: {reason}");
        }

        ComparedNumber[] shown = all
            ? [.. comparison.AllNumbers(blanks: hand)]
            : WorstNumbers.Of(notable);
        if (shown.Length > 0)
        {
            NumberTable.Write(_console, shown, hand);
        }

        if (!all && notable.Length > shown.Length)
        {
            _console.Line(
                FormattableString.Invariant(
                    $"  and {notable.Length - shown.Length} more{(WayToAllNumbers is null ? string.Empty : "; " + WayToAllNumbers)}"));
        }
    }

    internal static string Heading(FixtureReport fixture) => ConclusionText.OfNetwork(fixture) is { } network
        ? $"{fixture.Name}: {network}"
        : fixture.Name ?? (fixture.Error is { } error ? Place(fixture.File, error) : fixture.File);

    internal static string Place(string file, FixtureError error)
    {
        string place = error.Line is null ? file : FormattableString.Invariant($"{file}:{error.Line}:{error.Column}");
        return string.IsNullOrEmpty(error.Pointer) ? place : $"{place} ({error.Pointer})";
    }
}
