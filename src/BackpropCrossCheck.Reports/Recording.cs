using System.Globalization;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Reports;

/// <summary>Decides whether a run can be a baseline: it must have every number that was asked for.</summary>
/// <param name="baseline">The numbers taken from the run.</param>
/// <param name="report">The report of the run.</param>
/// <param name="oraclesAreNamed">Whether exactly the oracles that were asked are required.</param>
internal sealed class Recording(Baseline baseline, CheckReport report, bool oraclesAreNamed)
{
    /// <summary>The exit code of <c>record</c>. Whether the numbers agree with each other is the business of <c>check</c>.</summary>
    public int ExitCode => report.Summary.InternalErrors > 0 ? Checking.ExitCode.InternalError
        : report.Summary.Errors > 0 || SharedName is not null ? Checking.ExitCode.BadInput
        : report.Summary.OracleFailures > 0 || report.Oracles.Any(oracle => oracle.Fault is not null)
            || (oraclesAreNamed && report.Summary.Unavailable > 0) ? Checking.ExitCode.Inconclusive
        : baseline.Fixtures.Count == 0 ? Checking.ExitCode.NothingChecked
        : Checking.ExitCode.Agrees;

    /// <summary>A name that two oracles share in their greetings; null if every name is unique.</summary>
    private string? SharedName => report.Oracles.Where(oracle => oracle.Status is OracleStatus.Available)
        .GroupBy(oracle => oracle.Name).FirstOrDefault(group => group.Count() > 1)?.Key;

    /// <summary>Says what was recorded, or why nothing was.</summary>
    /// <param name="style">Where it is written.</param>
    /// <param name="console">For fixtures that cannot be checked.</param>
    /// <param name="file">The baseline's file, as given.</param>
    public void Write(ConsoleStyle style, ConsoleReport console, string file)
    {
        foreach (FixtureReport fixture in report.Fixtures.Where(fixture => fixture.Error is not null))
        {
            console.WriteFixture(fixture);
        }

        style.Line();
        SkippedComparisons.Write(style, report);
        foreach (OracleReport oracle in report.Oracles)
        {
            foreach (string said in new[] { oracle.Fault, oracle.Note }.OfType<string>())
            {
                style.Paragraph(0, string.Empty, $"{oracle.Name}: {said}");
            }
        }

        if (ExitCode != Checking.ExitCode.Agrees)
        {
            string why = SharedName is { } name ? $"two oracles have the name {name}, and a baseline tells them apart by their names"
                : baseline.Fixtures.Count == 0 && report.Summary.Fixtures == 0 ? "no fixture was found"
                : "a baseline has every number that was asked for, or it is none. Correct or leave out what is named above";
            bool isError = ExitCode is Checking.ExitCode.BadInput or Checking.ExitCode.InternalError;
            style.Paragraph(
                0,
                VerdictLabel.Of(isError ? Verdict.Error : Verdict.Inconclusive),
                FormattableString.Invariant($"{file} is not written: {why} (exit code {ExitCode})"));
            return;
        }

        if (report.Summary.Failed > 0)
        {
            string fixtures = Wording.Count(report.Summary.Failed, "fixture");
            style.Paragraph(
                0,
                string.Empty,
                $"{fixtures} with discrepancies: a baseline keeps numbers as they are; whether they are right is what check says");
        }

        string[] counts = [.. baseline.Fixtures.SelectMany(fixture => fixture.Results).GroupBy(result => result.Name).Select(Count)];
        style.Paragraph(0, string.Empty, $"{Wording.Count(baseline.Fixtures.Count, "fixture")}; numbers of {string.Join(", ", counts)}");
        style.Paragraph(0, VerdictLabel.Of(Verdict.Pass), FormattableString.Invariant($"{file} is written (exit code {ExitCode})"));
    }

    private static string Count(IGrouping<string, BaselineResult> results)
    {
        int numbers = results.Sum(
            result => result.Numbers?.Layout.Steps.Sum(
                step => Enumerable.Range(0, step.Length).Count(i => result.Numbers.Has(step, i))) ?? 0);
        return $"{results.Key}: {numbers.ToString(CultureInfo.InvariantCulture)}";
    }
}
