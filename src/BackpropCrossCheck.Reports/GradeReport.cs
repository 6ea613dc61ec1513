using System.Globalization;
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
    private const int Indent = 9;
    private const int WidestName = 18;
    private const int MostNumbers = 10;

    private static readonly (string Heading, GradeStatus Status)[] Columns =
    [
        ("correct", GradeStatus.Correct), ("truncated", GradeStatus.Truncated), ("follows", GradeStatus.Follows), (
            "rounded", GradeStatus.RoundedIntermediates),
        ("wrong", GradeStatus.Wrong), ("blank", GradeStatus.NotGiven),
    ];

    private readonly ConsoleStyle _console = new(writer, colour);

    /// <summary>Writes the whole report.</summary>
    /// <param name="graded">The answers.</param>
    public void Write(GradedClass graded)
    {
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
            WriteClass(graded.Answers);
        }
        else if (graded.Answers.Count == 1)
        {
            WriteAnswer(graded.Answers[0].Comparison);
        }

        WriteSummary(graded, refused.Length);
    }

    private void WriteAnswer(ResultComparison answer)
    {
        _console.Paragraph(0, Label(answer), $"{Name(answer)}, {ReportWords.Of(answer.Precision!)}: {HandText.Marks(answer)}");
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

    private void WriteClass(IReadOnlyList<GradedAnswer> answers)
    {
        ResultComparison[] shown =
            [.. answers.Select(answer => answer.Comparison).Where(answer => !quiet || answer.Verdict != Verdict.Pass)];
        if (shown.Length > 0)
        {
            _console.Line();
            WriteTable(shown);
        }

        ResultComparison[] wrong = [.. shown.Where(answer => answer.FirstWrong is not null)];
        if (wrong.Length > 0)
        {
            _console.Line();
            _console.Line("The first wrong number of each:");
        }

        foreach (ResultComparison answer in wrong)
        {
            _console.Paragraph(0, Label(answer), Name(answer));
            WriteDetails(answer);
        }

        WriteMostWrong(answers);
        foreach (ResultComparison answer in all ? shown : [])
        {
            _console.Line();
            _console.Line($"Every number of {PrintableText.Of(Name(answer))}:");
            NumberTable.Write(_console, answer.AllNumbers(blanks: true), hand: answer.Kind == ResultKind.Hand);
        }
    }

    private void WriteTable(ResultComparison[] answers)
    {
        int width = answers.Select(answer => Name(answer).Length).Where(length => length <= WidestName).DefaultIfEmpty(0).Max();
        string before = new(' ', Indent + width + 2);
        _console.Line(before + string.Join("  ", Columns.Select(column => column.Heading)));
        foreach (ResultComparison answer in answers)
        {
            var counts = answer.AllNumbers(blanks: true).CountBy(Status).ToDictionary();
            string cells = string.Join("  ", Columns.Select(column
                => counts.GetValueOrDefault(column.Status).ToString(CultureInfo.InvariantCulture).PadLeft(column.Heading.Length)));
            if (Name(answer).Length <= width)
            {
                _console.Row(Label(answer), Name(answer), width, cells);
                continue;
            }

            _console.Paragraph(0, Label(answer), Name(answer));
            _console.Line(before + cells);
        }
    }

    /// <summary>The mark of a number; for a recorded number, the mark that a calculation by hand would get.</summary>
    private static GradeStatus Status(ComparedNumber number)
        => number.Status
            ?? (number.Other is null ? GradeStatus.NotGiven
                : number.Verdict == NumberVerdict.Differs ? GradeStatus.Wrong
                : GradeStatus.Correct);

    private void WriteDetails(ResultComparison answer)
    {
        if (answer.FirstWrong is { } first)
        {
            _console.Paragraph(Indent, string.Empty, $"{Address.Of(first)}: {HandText.Slip(answer, first)}");
        }

        foreach (Finding finding in answer.Findings)
        {
            _console.Paragraph(Indent, string.Empty, finding.Text);
        }

        if (answer.Undiagnosed is { } undiagnosed)
        {
            _console.Paragraph(Indent, string.Empty, undiagnosed);
        }

        if (answer.Reason is { } reason)
        {
            _console.Paragraph(Indent, string.Empty, reason);
        }
    }

    private void WriteMostWrong(IReadOnlyList<GradedAnswer> answers)
    {
        var often = answers.SelectMany(answer => answer.Comparison.Notable.Where(number => number.Verdict == NumberVerdict.Differs))
            .GroupBy(number => (number.Step, number.Index))
            .Select(group => (First: group.First(), Count: group.Count()))
            .Where(number => number.Count > 1)
            .OrderByDescending(number => number.Count).ThenBy(number => number.First.Step.Index).ThenBy(number => number.First.Index)
            .Take(MostNumbers).ToList();
        if (often.Count == 0)
        {
            return;
        }

        _console.Line();
        _console.Line("Wrong in more than one answer:");
        foreach ((ComparedNumber number, int count) in often)
        {
            _console.Paragraph(0, FormattableString.Invariant($"{count,3} of {answers.Count}  "), Address.Of(number));
        }
    }

    private void WriteSummary(GradedClass graded, int refused)
    {
        int right = graded.Answers.Count(answer => answer.Comparison.Verdict == Verdict.Pass);
        int wrong = graded.Answers.Count(answer => answer.Comparison.Verdict == Verdict.Fail);
        int untold = graded.Answers.Count - right - wrong;
        string others = (untold > 0 ? FormattableString.Invariant($", {untold} undecided") : string.Empty)
            + (refused > 0 ? FormattableString.Invariant($", {Wording.Count(refused, "file")} not graded") : string.Empty);
        _console.Line();
        _console.Paragraph(0, string.Empty, FormattableString.Invariant(
            $"{Wording.Count(graded.Answers.Count, "answer")}: {right} right, {wrong} with wrong numbers{others}"));
        CheckReport report = graded.Report;
        _console.Paragraph(
            0, VerdictLabel.Of(report.Verdict), FormattableString.Invariant($"{Conclusion(report)} (exit code {report.ExitCode})"));
    }

    private static string Conclusion(CheckReport report) => report.ExitCode switch
    {
        ExitCode.Agrees => "everything that was given is right",
        ExitCode.Discrepancy => "there are wrong numbers",
        ExitCode.BadInput => "there are files that cannot be graded",
        ExitCode.InternalError => "internal error",
        ExitCode.NothingChecked => $"nothing was graded: {report.Reason}",
        _ => $"inconclusive: {report.Fixtures[0].Reason}",
    };

    private static string Label(ResultComparison answer) => answer.Verdict switch
    {
        Verdict.Pass => "ok       ",
        Verdict.Fail => "wrong    ",
        Verdict.Inconclusive or Verdict.Error => "unknown  ",
    };

    private static string Name(ResultComparison answer) => answer.Against;
}
