using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.NUnit;

/// <summary>The message of a failed test: a summary, then the report that backprop-check prints for a comparison.</summary>
/// <param name="fixture">The fixture.</param>
/// <param name="comparison">The comparison.</param>
/// <param name="transposed">The tensors that were given transposed.</param>
internal sealed class ComparisonText(Fixture fixture, ResultComparison comparison, IReadOnlyList<Step> transposed)
{
    private const string Turned =
        "A row must hold the weights into one unit (a Keras kernel is the transpose of that). Turned around, this comes out:";

    private const string StatedByIn = "The convention of a value is the fixture's, or the one that .In(loss) states.";

    /// <summary>How many numbers differ, and the causes found for them.</summary>
    public string Summary
    {
        get
        {
            string numbers = transposed.Count > 0 ? string.Join(", ", transposed.Select(Transposed))
                : FormattableString.Invariant(
                    $"{comparison.Discrepancies} of {comparison.Numbers} {(comparison.Numbers == 1 ? "number" : "numbers")} wrong");
            string[] causes = [.. comparison.Findings.Select(finding => finding.Layer is { } layer
                ? FormattableString.Invariant($"{finding.Cause}, layer {layer}") : finding.Cause)];
            return causes.Length == 0 ? numbers : $"{numbers} ({string.Join("; or ", causes)})";
        }
    }

    /// <summary>The report, line by line.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            var report = new ConsoleReport(writer, colour: false, all: false, quiet: false) { WayToAllNumbers = null };
            report.WriteFixture(new FixtureReport
            {
                Name = fixture.Name,
                File = fixture.File ?? fixture.Name,
                Fixture = fixture,
                Layout = fixture.Layout,
                Loss = fixture.Loss,
                Verdict = comparison.Verdict,
                Comparisons = [comparison],
            });
            List<string> lines = [.. writer.ToString().TrimEnd('\n').Split('\n')];
            if (transposed.Count > 0)
            {
                lines.Insert(0, Turned);
            }

            if (comparison.Findings.Any(finding => finding.Cause == "loss-convention"))
            {
                lines.Add(StatedByIn);
            }

            return lines;
        }
    }

    /// <summary>The message for a value that can be called neither right nor wrong.</summary>
    /// <param name="expected">What was expected.</param>
    public string OfUndecidable(string expected)
    {
        string[] lines =
        [
            $"Expected: {expected}",
            "But it can be told neither right nor wrong:",
            .. Lines,
            "Choose data for which it can be told, or say .AllowUndecidable.",
        ];
        return string.Join(Environment.NewLine, lines.Select(line => "  " + line));
    }

    private static string Transposed(Step step)
        => FormattableString.Invariant(
            $"layer {step.Layer + 1}, weights: {step.Columns}×{step.Rows} for {step.Rows}×{step.Columns} (transposed-gradient)");
}
