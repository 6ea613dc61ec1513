using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>The console report of graded answers. For one person: the marks and the wrong numbers. For a class: a line for each person with
/// the first wrong number, and the numbers that most people got wrong.</summary>
/// <param name="writer">Where it is written.</param>
/// <param name="colour">Whether to colour the marks.</param>
/// <param name="all">Whether every number is shown.</param>
/// <param name="quiet">Whether answers without a wrong number are omitted.</param>
internal sealed class GradeReport(TextWriter writer, bool colour, bool all, bool quiet)
{
    private const int Indent = 12;
    private const int WidestName = 18;
    private const int MostNumbers = 10;

    private readonly ConsoleStyle _console = new(writer, colour);
    private ClassText? _class;
    private bool _acceptsCoarse;

    /// <summary>Writes the whole report.</summary>
    /// <param name="graded">The answers.</param>
    public void Write(GradedClass graded)
    {
        _acceptsCoarse = graded.AcceptsCoarse;
        _class = new ClassText(graded);
        FixtureReport[] refused = [.. graded.Report.Fixtures.Where(fixture => fixture.Error is not null)];
        if (graded.Report.Fixtures[0] is { Error: null } exercise)
        {
            _console.Line(ConsoleReport.Heading(exercise));
        }

        foreach (FixtureReport file in refused)
        {
            _console.Paragraph(0, "ERROR ", $"{ConsoleReport.Place(file.File, file.Error!)}: {file.Error!.Message}");
        }

        if (graded.Answers.Count + refused.Length > 1)
        {
            WriteClass(graded);
        }
        else if (graded.Answers.Count == 1)
        {
            WriteAnswer(graded.Answers[0], graded.Points is not null);
        }

        WriteSummary(graded, refused.Length);
    }

    private void WriteAnswer(GradedAnswer graded, bool hasPoints)
    {
        ResultComparison answer = graded.Comparison;
        string points = hasPoints ? $"; {_class!.Points(graded)} points" : string.Empty;
        _console.Paragraph(0, Label(answer), $"{Name(answer)}, {ReportWords.Of(answer.Precision!)}: {HandText.Marks(answer)}{points}");
        WriteDetails(answer);
        ComparedNumber[] wrong = [.. answer.Notable];
        ComparedNumber[] shown = all ? [.. answer.AllNumbers(blanks: true)] : [.. wrong.Take(MostNumbers)];
        if (shown.Length > 0)
        {
            NumberTable.Write(_console, shown, hand: answer.Kind == ResultKind.Hand);
        }

        if (!all && wrong.Length > shown.Length)
        {
            _console.Line(FormattableString.Invariant($"  and {wrong.Length - shown.Length} more; --all shows every number"));
        }
    }

    private void WriteClass(GradedClass graded)
    {
        GradedAnswer[] shown =
        [
            .. graded.Answers
                .Where(answer => !quiet || GradedClass.OutcomeOf(answer.Comparison, _acceptsCoarse) != AnswerOutcome.Right),
        ];
        if (shown.Length > 0)
        {
            _console.Line();
            WriteTable(shown);
        }

        ResultComparison[] odd =
        [
            .. shown.Select(answer => answer.Comparison).Where(answer => answer.FirstWrong is not null || answer.Notes.Count > 0
                || GradedClass.OutcomeOf(answer, _acceptsCoarse) is AnswerOutcome.Coarse or AnswerOutcome.Incomplete),
        ];
        if (odd.Length > 0)
        {
            _console.Line();
            _console.Line("The first wrong number of each, and what else was odd:");
        }

        foreach (ResultComparison answer in odd)
        {
            _console.Paragraph(0, Label(answer), Name(answer));
            WriteDetails(answer);
        }

        WriteMostWrong(graded);
        foreach (ResultComparison answer in all ? shown.Select(answer => answer.Comparison) : [])
        {
            _console.Line();
            _console.Line($"Every number of {PrintableText.Of(Name(answer))}:");
            NumberTable.Write(_console, answer.AllNumbers(blanks: true), hand: answer.Kind == ResultKind.Hand);
        }
    }

    private void WriteTable(GradedAnswer[] answers)
    {
        int width = answers.Select(answer => Name(answer.Comparison).Length)
            .Where(length => length <= WidestName).DefaultIfEmpty(0).Max();
        (IReadOnlyList<string> headings, IReadOnlyList<string[]> rows) = _class!.Table(answers);
        int[] widths = [.. headings.Select((heading, i) => Math.Max(heading.Length, rows.Max(row => row[i].Length)))];
        int room = ConsoleStyle.Width - Indent - width - 2;
        string between = widths.Sum(cell => cell + 2) > room ? " " : "  ";
        if (widths.Sum(cell => cell + 1) - 1 > room)
        {
            // Too many columns for a name before them: each name has a line of its own.
            width = -1;
        }

        string before = new(' ', width < 0 ? 2 : Indent + width + 2);
        string Line(IEnumerable<string> cells) => string.Join(between, cells.Select((cell, i) => cell.PadLeft(widths[i])));
        _console.Line(before + Line(headings));
        foreach ((GradedAnswer answer, string[] row) in answers.Zip(rows))
        {
            string name = PrintableText.Of(Name(answer.Comparison));
            if (name.Length > width)
            {
                _console.Paragraph(0, Label(answer.Comparison), name);
                _console.Line(before + Line(row));
                continue;
            }

            // A row is never wrapped: its numbers belong under their headings.
            _console.Line($"{_console.Mark(Label(answer.Comparison))}{name.PadRight(width)}  {Line(row)}");
        }
    }

    private void WriteDetails(ResultComparison answer)
    {
        foreach (string sentence in AnswerDetails.Sentences(answer))
        {
            _console.Paragraph(Indent, string.Empty, sentence);
        }

        foreach (AnswerNote note in answer.Notes)
        {
            _console.Paragraph(Indent, $"{ReportWords.Of(note)}: ", AnswerDetails.Note(answer, note));
        }
    }

    private void WriteMostWrong(GradedClass graded)
    {
        if (_class!.Summary.MostWrong.Count > 0)
        {
            _console.Line();
            _console.Line("Wrong in more than one answer:");
        }

        foreach (FrequentNumber number in _class.Summary.MostWrong)
        {
            _console.Paragraph(
                0, FormattableString.Invariant($"{number.Answers,3} of {graded.Answers.Count}  "), _class.Frequent(number));
        }

        string[] shared = [.. _class.Shared()];
        if (shared.Length > 0)
        {
            _console.Line();
            _console.Line("The same wrong numbers:");
        }

        foreach (string text in shared)
        {
            _console.Paragraph(0, "  ", text);
        }
    }

    private void WriteSummary(GradedClass graded, int refused)
    {
        string others = refused > 0 ? $", {Wording.Count(refused, "file")} not graded" : string.Empty;
        _console.Line();
        _console.Paragraph(0, string.Empty, $"{OutcomeText.Counts(graded)}{others}");
        CheckReport report = graded.Report;
        string conclusion = FormattableString.Invariant($"{OutcomeText.Conclusion(graded)} (exit code {report.ExitCode})");
        _console.Paragraph(0, VerdictLabel.Of(report.Verdict), conclusion);
    }

    private string Label(ResultComparison answer) => OutcomeText.Of(GradedClass.OutcomeOf(answer, _acceptsCoarse)).PadRight(Indent);

    private static string Name(ResultComparison answer) => answer.Against;
}
