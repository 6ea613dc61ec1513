using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>The lines that name and count the comparisons that were not made.</summary>
internal static class SkippedComparisons
{
    /// <summary>Writes the lines, one for each oracle and reason.</summary>
    /// <param name="console">Where they are written.</param>
    /// <param name="report">The report.</param>
    public static void Write(ConsoleStyle console, CheckReport report)
    {
        foreach (IGrouping<string, ResultComparison> skipped in report.Fixtures
            .SelectMany(fixture => fixture.Comparisons)
            .Where(comparison => comparison.Status != ComparisonStatus.Computed && !comparison.IsSkipped)
            .GroupBy(comparison => $"{comparison.Against}, {ReportWords.Of(comparison.Status)}{WhySkipped(report, comparison)}"))
        {
            console.Paragraph(0, string.Empty, $"{Wording.Count(skipped.Count(), "fixture")} with {skipped.Key}", "not compared: ");
        }
    }

    /// <summary>The comparisons that the run left out, as it was asked to, in a sentence for each oracle and reason.</summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<string> LeftOut(CheckReport report) => report.Fixtures
        .SelectMany(fixture => fixture.Comparisons)
        .Where(comparison => comparison.IsSkipped)
        .GroupBy(comparison => $"{comparison.Against}: {comparison.Reason}")
        .Select(skipped => $"left out by --skip-unsupported: {Wording.Count(skipped.Count(), "fixture")} with {skipped.Key}");

    /// <summary>The reason; if it is that of the oracle as a whole, a pointer to the beginning of the report, which gives it.</summary>
    private static string WhySkipped(CheckReport report, ResultComparison skipped)
        => report.Oracles.Any(oracle => oracle.Name == skipped.Against && OracleLines.Reason(oracle.Status) == skipped.Reason)
            ? " as said above"
            : $": {skipped.Reason}";
}
