using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;
using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Reports.Html;

namespace BackpropCrossCheck.Reports;

/// <summary>A page for the person who gave an answer: where the first wrong number is, and why. The right numbers are on it only if they
/// are asked for.</summary>
/// <param name="graded">The answers.</param>
/// <param name="exercise">The name of the exercise.</param>
/// <param name="tellsNumbers">Whether the right numbers are told too.</param>
internal sealed class FeedbackPage(GradedClass graded, string exercise, bool tellsNumbers)
{
    private const int MostPlaces = 30;

    /// <summary>Writes the page of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="writer">Where it is written.</param>
    public void Write(GradedAnswer answer, TextWriter writer)
    {
        ResultComparison comparison = answer.Comparison;
        PageFrame.Open($"{exercise}: {comparison.Against}", writer, ReportStyle.Sheet + "\n" + ClassStyle.Sheet);
        AnswerOutcome outcome = GradedClass.OutcomeOf(comparison, graded.AcceptsCoarse);
        string colour = outcome == AnswerOutcome.Right ? "pass" : outcome == AnswerOutcome.Wrong ? "fail" : "inconclusive";
        writer.WriteLine($"<div class=\"verdict {colour}\"><p>{PageText.Of(Verdict(outcome, comparison))}</p>");
        if (graded.Points is not null)
        {
            writer.WriteLine($"<p>Points: {PageText.Of(new ClassText(graded).Points(answer))}</p>");
        }

        writer.WriteLine("</div>");
        WriteFirst(comparison, writer);
        WriteCauses(comparison, writer);
        foreach (string remark in HandText.Remarks(comparison))
        {
            writer.WriteLine($"<p>{PageText.Of(remark)}</p>");
        }

        WritePlaces(comparison, writer);
        WriteNotes(comparison, writer);
        PageFrame.Close(writer);
    }

    private static string Verdict(AnswerOutcome outcome, ResultComparison answer) => outcome switch
    {
        AnswerOutcome.Right => "Everything that you gave is right.",
        AnswerOutcome.Coarse => "Nothing is wrong, but you calculated with too few digits.",
        AnswerOutcome.Incomplete => "Nothing is wrong, but most of the numbers are missing.",
        AnswerOutcome.Wrong => FormattableString.Invariant(
            $"{answer.Discrepancies} of {Wording.Count(answer.Numbers, "number")} {(answer.Discrepancies == 1 ? "is" : "are")} wrong."),
        AnswerOutcome.Unknown => answer.Numbers == 0 ? "You gave no number." : "Some numbers cannot be decided.",
    };

    private void WriteFirst(ResultComparison answer, TextWriter writer)
    {
        if (answer.FirstWrong is not { } first)
        {
            return;
        }

        writer.WriteLine("<h2>Where to look first</h2>");
        string sentence = tellsNumbers ? $": {HandText.Slip(answer, first)}"
            : first.Status == GradeStatus.Unreadable ? ": what you wrote cannot be read"
            : $": you wrote {HandText.Given(answer, first)}";
        writer.WriteLine($"<p><strong>{PageText.Of(Address.Of(first))}</strong>{PageText.Of(sentence)}. "
            + "In the order of the calculation, this is the first wrong number.</p>");
        int following = answer.Marks?.FirstOrDefault(mark => mark.Status == GradeStatus.Follows)?.Numbers ?? 0;
        if (following > 0)
        {
            writer.WriteLine($"<p>{Wording.Count(following, "number follows", "numbers follow")} from your own numbers and "
                + $"{(following == 1 ? "counts" : "count")} as right.</p>");
        }
    }

    /// <summary>Without the right numbers, a cause is told in its own words: the text of a finding may show them.</summary>
    private void WriteCauses(ResultComparison answer, TextWriter writer)
    {
        if (answer.Findings.Count == 0)
        {
            return;
        }

        IEnumerable<string> causes = answer.Findings.Select(finding => tellsNumbers ? finding.Text : CauseWords.Of(finding)).Distinct();
        writer.WriteLine("<div class=\"cause\"><p><strong>What probably happened</strong></p>"
            + $"{string.Concat(causes.Select(cause => $"<p>{PageText.Of(cause)}</p>"))}</div>");
    }

    private void WritePlaces(ResultComparison answer, TextWriter writer)
    {
        ComparedNumber[] wrong = [.. answer.Notable.Where(number => number.Verdict == NumberVerdict.Differs)];
        if (wrong.Length < 2 && !tellsNumbers)
        {
            return;
        }

        IReadOnlyList<string[]> rows = AnswerDetails.Rows(answer, MostPlaces);
        if (rows.Count > 0)
        {
            int columns = tellsNumbers ? AnswerDetails.Headings.Count : 2;
            writer.WriteLine("<h2>The wrong numbers</h2>");
            CardTable.Write(
                "In the order of the calculation",
                [.. AnswerDetails.Headings.Take(columns)],
                rows.Select(row => Array.ConvertAll(row[..columns], PageText.Of)),
                writer);
        }
    }

    private static void WriteNotes(ResultComparison answer, TextWriter writer)
    {
        if (answer.Notes.Count > 0)
        {
            writer.WriteLine("<h2>Your file</h2>");
            IEnumerable<string> notes = answer.Notes.Select(note => FormattableString.Invariant(
                $"<li>Line {note.Line}, column {note.Column}: {PageText.Of(note.Text)}</li>"));
            writer.WriteLine($"<ul>{string.Concat(notes)}</ul>");
        }
    }
}
