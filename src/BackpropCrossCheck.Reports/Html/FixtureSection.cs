using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using static System.FormattableString;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>The section of a fixture that does not pass.</summary>
/// <param name="report">The report.</param>
/// <param name="root">The folder to which paths are relative.</param>
/// <param name="fixture">The fixture.</param>
/// <param name="number">Its position on the page, from 0.</param>
internal sealed class FixtureSection(CheckReport report, SourceRoot root, FixtureReport fixture, int number)
{
    /// <summary>The number of comparisons per fixture that get pictures.</summary>
    private const int MostPictured = 4;

    /// <summary>Writes the section.</summary>
    /// <param name="writer">Where it is written.</param>
    public void Write(TextWriter writer)
    {
        string name = PageText.Of(fixture.Name ?? root.Shown(fixture.File));
        writer.WriteLine(Invariant($"<h2 id=\"fixture-{number}\">{Badge.Of(fixture.Verdict)} {name}</h2>"));
        string place = fixture.Error?.Line is { } line ? Invariant($", line {line}, column {fixture.Error.Column}") : string.Empty;
        string network = ConclusionText.OfNetwork(fixture) is { } shape ? $": {PageText.Of(shape)}" : string.Empty;
        writer.WriteLine($"<p>{PageText.Code(root.Shown(fixture.File))}{place}{network}</p>");
        if ((fixture.Error?.Message ?? fixture.Reason) is { } reason)
        {
            writer.WriteLine($"<p class=\"reason\">{PageText.Of(reason)}</p>");
        }

        WriteComparisons(writer);
        if (UncomparedText.OfTraining(fixture) is { } uncompared)
        {
            writer.WriteLine($"<p>{PageText.Of(uncompared)}.</p>");
        }

        foreach (string disagreement in fixture.Outliers.Select(DisagreementText.Of).Concat(fixture.Splits.Select(DisagreementText.Of)))
        {
            writer.WriteLine($"<p><strong>Who stands alone:</strong> {PageText.Of(disagreement)}.</p>");
        }

        writer.WriteLine("<p>To reproduce:</p>");
        writer.WriteLine($"<pre><code>{PageText.Of(ReproduceCommand.Of(report, fixture))}</code></pre>");
    }

    private void WriteComparisons(TextWriter writer)
    {
        ResultComparison[] notable =
        [
            .. fixture.Comparisons
                .Where(comparison => comparison.HasNotable)
                .OrderBy(comparison => comparison.Verdict == Verdict.Fail ? 0 : 1),
        ];
        ResultComparison[] others = [.. fixture.Comparisons.Except(notable)];
        if (others.Length > 0)
        {
            writer.WriteLine("<ul class=\"sides\">");
            foreach (ResultComparison comparison in others)
            {
                writer.WriteLine(
                    $"<li>{Badge.Of(comparison)} {PageText.Of(ComparisonSentence.Of(comparison, fixture.Loss))}.{Notes(comparison)}</li>");
            }

            writer.WriteLine("</ul>");
        }

        for (int i = 0; i < notable.Length; i++)
        {
            new ComparisonSection(fixture, notable[i], Invariant($"f{number}-c{i}"), pictured: i < MostPictured).Write(writer);
        }
    }

    private static string Notes(ResultComparison comparison)
    {
        string? reason = comparison.Status == ComparisonStatus.Computed ? comparison.Reason : null;
        string?[] notes = [comparison.ScaleNote, SampledText.Of(comparison), LossyText.Of(comparison), reason];
        return string.Concat(notes.OfType<string>().Select(note => $" {PageText.Of(note)}"));
    }
}
