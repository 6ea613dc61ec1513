using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Teaching;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>A comparison with numbers that differ or are undecidable: the cause, the picture, the numbers, the plot and the worked
/// lines.</summary>
/// <param name="fixture">The fixture.</param>
/// <param name="comparison">The comparison.</param>
/// <param name="id">An id that is unique on the page.</param>
/// <param name="pictured">Whether there is room for the picture, the plot and the lines.</param>
internal sealed class ComparisonSection(FixtureReport fixture, ResultComparison comparison, string id, bool pictured)
{
    private const int LeastDecimals = 6;
    private const int MostDecimals = 12;

    private readonly ComparedNumber[] _notable = [.. comparison.Notable];

    /// <summary>Writes the section.</summary>
    /// <param name="writer">Where it is written.</param>
    public void Write(TextWriter writer)
    {
        writer.WriteLine($"<h3>{Badge.Of(comparison)} {PageText.Of(comparison.Against)}</h3>");
        if (StepText.Of(comparison) is { } origin)
        {
            writer.WriteLine($"<p><strong>{PageText.Of(origin)}</strong></p>");
        }

        writer.WriteLine($"<p>{PageText.Of(ComparisonSentence.About(comparison, fixture.Loss))}.</p>");
        string?[] notes = [comparison.ScaleNote, SampledText.Of(comparison), LossyText.Of(comparison), comparison.Reason];
        foreach (string note in notes.OfType<string>())
        {
            writer.WriteLine($"<p>{PageText.Of(note)}</p>");
        }

        if (comparison.Findings.Count > 0)
        {
            IEnumerable<string> causes = comparison.Findings.Select(
                finding => $"<p>{PageText.Of(finding.Text)} <code>{PageText.Of(finding.Cause)}</code></p>");
            string heading = comparison.Change is null ? "Likely cause" : "Likely cause: the new numbers differ from the engine’s";
            writer.WriteLine($"<div class=\"cause\"><p><strong>{heading}</strong></p>{string.Concat(causes)}</div>");
        }

        if (comparison.Undiagnosed is { } undiagnosed)
        {
            writer.WriteLine($"<p>{PageText.Of(undiagnosed)}</p>");
        }

        if (comparison.FirstWrong is { } first && !StepText.NamesFirst(comparison))
        {
            writer.WriteLine(
                "<p>The first that differs in the order of the calculation, and so the place to look: "
                    + $"<strong>{PageText.Of(Address.Of(first))}</strong>.</p>");
        }

        if (UndecidableText.Reasons(_notable).FirstOrDefault() is { } undecidable)
        {
            writer.WriteLine($"<p>Why numbers are undecidable: {PageText.Of(undecidable)}.</p>");
        }

        if (!pictured)
        {
            writer.WriteLine("<p>The pictures of this comparison are left out; those above show the same network.</p>");
            WorstNumberTable.Write(_notable, comparison.Kind == ResultKind.Hand, writer);
            return;
        }

        WritePicture(writer);
        WorstNumberTable.Write(_notable, comparison.Kind == ResultKind.Hand, writer);
        ErrorPlot.Of(comparison).Write($"{id}-plot", writer);
        WriteLines(writer);
    }

    /// <summary>Writes the picture of the network and the worked lines around the first wrong number.</summary>
    /// <param name="writer">Where it is written.</param>
    public void WritePictureAndLines(TextWriter writer)
    {
        WritePicture(writer);
        WriteLines(writer);
    }

    private void WritePicture(TextWriter writer)
    {
        NetworkDrawing network = MarkedNetwork.Of(fixture, comparison, _notable);
        writer.WriteLine("<figure tabindex=\"0\">");
        NetworkSvg.Write(network, $"{id}-network", writer);
        writer.WriteLine($"<figcaption>{PageText.Of(network.Legend)}</figcaption>");
        writer.WriteLine("</figure>");
    }

    private void WriteLines(TextWriter writer)
    {
        ComparedNumber number = comparison.Origin?.First ?? comparison.FirstWrong ?? _notable[0];
        if (fixture.Fixture is not { } network || fixture.Loss is not { } stated)
        {
            writer.WriteLine(
                "<p>The worked lines are missing: this report was merged from others, and the fixture is no longer at its place or has "
                    + $"changed. <code>{ToolVersion.Name} trace {PageText.Of(fixture.File)}</code> writes them.</p>");
            return;
        }

        string whose = comparison.Kind == ResultKind.Hand ? "given" : "other";
        string written = number.Status == GradeStatus.Unreadable ? "unreadable" : TextFormula.Digits(NumberCells.Full(number.Other));
        string remark = $"← {whose}: {written}";
        IReadOnlyList<Block.Equations> lines = NumberLines.Around(network, stated, number.Step, number.Index, Decimals(number), remark);
        if (lines.Count == 0)
        {
            writer.WriteLine(
                $"<p>No single line leads to {PageText.Of(Address.Of(number))}; <code>{ToolVersion.Name} trace "
                    + $"{PageText.Of(fixture.File)}</code> writes the whole calculation.</p>");
            return;
        }

        writer.WriteLine($"<h4>The lines around {PageText.Of(Address.Of(number))}</h4>");
        writer.WriteLine(
            "<p>The rule, then the engine’s numbers filled in: what the number is calculated from, the number itself and its "
                + "neighbours.</p>");
        foreach (Block.Equations equations in lines)
        {
            Documents.Html.HtmlDocumentFormat.Write(equations, id, writer);
        }
    }

    /// <summary>Enough decimals to show the difference.</summary>
    private static int Decimals(ComparedNumber number)
        => number.Absolute is > 0 and < 1
            ? Math.Clamp((int)Math.Ceiling(-Math.Log10(number.Absolute)) + 1, LeastDecimals, MostDecimals)
            : LeastDecimals;
}
