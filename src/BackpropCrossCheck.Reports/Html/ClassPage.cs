using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Judging;
using static System.FormattableString;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>The page about the answers of one person or of a class: the marks of each, what many have wrong, what answers share, and what
/// is wrong in each.</summary>
/// <param name="report">The report.</param>
/// <param name="graded">The answers.</param>
/// <param name="root">The folder to which paths are relative.</param>
internal sealed class ClassPage(CheckReport report, GradedClass graded, SourceRoot root)
{
    private const int MostAnswers = 500;
    private const int MostRows = 30;

    /// <summary>The number of answers that get pictures.</summary>
    private const int MostPictured = 4;

    private readonly ClassText _class = new(graded);

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where it is written.</param>
    public void Write(TextWriter writer)
    {
        FixtureReport exercise = report.Fixtures[0];
        PageFrame.Open($"Answers to {exercise.Name ?? root.Shown(exercise.File)}", writer, ReportStyle.Sheet + "\n" + ClassStyle.Sheet);
        writer.WriteLine($"<div class=\"verdict {ReportWords.Of(report.Verdict)}\">");
        string[] sentences = [OutcomeText.Counts(graded), OutcomeText.Sentence(graded)];
        writer.WriteLine($"<p>{string.Join("<br>", sentences.Select(sentence => $"{PageText.Of(sentence)}."))}</p>");
        writer.WriteLine("</div>");
        WriteRefused(writer);
        if (graded.Answers.Count > 0)
        {
            WriteTable(writer);
        }

        WriteMostWrong(writer);
        WriteShared(writer);
        WriteAnswers(exercise, writer);
        ReportPage.WriteFoot(writer);
        PageFrame.Close(writer);
    }

    private void WriteRefused(TextWriter writer)
    {
        FixtureReport[] refused = [.. report.Fixtures.Where(fixture => fixture.Error is not null)];
        if (refused.Length == 0)
        {
            return;
        }

        writer.WriteLine("<h2>Files that were not graded</h2>");
        writer.WriteLine("<ul>");
        foreach (FixtureReport file in refused)
        {
            string place = ConsoleReport.Place(root.Shown(file.File), file.Error!);
            writer.WriteLine($"<li>{PageText.Code(place)}: {PageText.Of(file.Error!.Message)}</li>");
        }

        writer.WriteLine("</ul>");
    }

    private void WriteTable(TextWriter writer)
    {
        writer.WriteLine("<h2>The answers</h2>");
        GradedAnswer[] shown = [.. graded.Answers.Take(MostAnswers)];
        (IReadOnlyList<string> headings, IReadOnlyList<string[]> rows) = _class.Table(shown);
        CardTable.Write(
            "The marks of each answer",
            ["answer", "", .. headings, "likely cause"],
            shown.Zip(rows, (answer, cells) => (string[])
            [
                PageText.Of(answer.Comparison.Against),
                Badged(answer.Comparison),
                .. cells,
                string.Join("<br>", answer.Comparison.Findings.Select(finding => PageText.Code(finding.Cause)).Distinct()),
            ]),
            writer);
        WriteMore(graded.Answers.Count - shown.Length, "answer", writer);
    }

    private void WriteMostWrong(TextWriter writer)
    {
        if (_class.Summary.MostWrong.Count == 0)
        {
            return;
        }

        writer.WriteLine("<h2>Wrong in more than one answer</h2>");
        writer.WriteLine("<ul>");
        foreach (FrequentNumber number in _class.Summary.MostWrong)
        {
            writer.WriteLine(Invariant(
                $"<li><strong>{number.Answers} of {graded.Answers.Count}</strong>: {PageText.Of(_class.Frequent(number))}</li>"));
        }

        writer.WriteLine("</ul>");
    }

    private void WriteShared(TextWriter writer)
    {
        string[] shared = [.. _class.Shared()];
        if (shared.Length > 0)
        {
            writer.WriteLine("<h2>The same wrong numbers</h2>");
            writer.WriteLine($"<ul>{string.Concat(shared.Select(text => $"<li>{PageText.Of(text)}</li>"))}</ul>");
        }
    }

    private void WriteAnswers(FixtureReport exercise, TextWriter writer)
    {
        GradedAnswer[] notable =
        [
            .. graded.Answers.Where(answer => answer.Comparison.Notes.Count > 0
                || GradedClass.OutcomeOf(answer.Comparison, graded.AcceptsCoarse) != AnswerOutcome.Right),
        ];
        if (notable.Length > 0)
        {
            writer.WriteLine("<h2>Each answer</h2>");
        }

        for (int i = 0; i < Math.Min(notable.Length, MostAnswers); i++)
        {
            WriteAnswer(exercise, notable[i].Comparison, i, writer);
        }

        WriteMore(notable.Length - MostAnswers, "answer", writer);
    }

    private void WriteAnswer(FixtureReport exercise, ResultComparison answer, int number, TextWriter writer)
    {
        writer.WriteLine($"<h3>{Badged(answer)} {PageText.Of(answer.Against)}</h3>");
        writer.WriteLine($"<p>{PageText.Of(HandText.Marks(answer))}.</p>");
        foreach (string sentence in AnswerDetails.Sentences(answer))
        {
            writer.WriteLine($"<p>{PageText.Of(sentence)}</p>");
        }

        if (answer.Notes.Count > 0)
        {
            IEnumerable<string> notes = answer.Notes.Select(
                note => $"<li>{ReportWords.Of(note)}: {PageText.Of(AnswerDetails.Note(answer, note))}</li>");
            writer.WriteLine($"<ul>{string.Concat(notes)}</ul>");
        }

        IReadOnlyList<string[]> rows = AnswerDetails.Rows(answer, MostRows);
        if (rows.Count > 0)
        {
            CardTable.Write(
                "The wrong numbers", AnswerDetails.Headings, rows.Select(row => Array.ConvertAll(row, PageText.Of)), writer);
            WriteMore(answer.Notable.Count() - rows.Count, "number", writer);
        }

        if (answer.HasNotable && number < MostPictured)
        {
            new ComparisonSection(exercise, answer, Invariant($"a{number}"), pictured: true).WritePictureAndLines(writer);
        }
    }

    private string Badged(ResultComparison answer)
    {
        AnswerOutcome outcome = GradedClass.OutcomeOf(answer, graded.AcceptsCoarse);
        return Badge.Of(OutcomeText.Of(outcome), outcome switch
        {
            AnswerOutcome.Right => Verdict.Pass,
            AnswerOutcome.Wrong => Verdict.Fail,
            AnswerOutcome.Coarse or AnswerOutcome.Incomplete or AnswerOutcome.Unknown => Verdict.Inconclusive,
        });
    }

    private static void WriteMore(int rest, string what, TextWriter writer)
    {
        if (rest > 0)
        {
            writer.WriteLine($"<p>And {Wording.Count(rest, $"more {what}")}; the JSON report has all.</p>");
        }
    }
}
