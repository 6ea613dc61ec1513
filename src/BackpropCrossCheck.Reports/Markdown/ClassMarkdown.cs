using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Reports.Markdown;

/// <summary>The page about the answers of one person or of a class, in Markdown.</summary>
/// <param name="report">The report.</param>
/// <param name="graded">The answers.</param>
/// <param name="root">The folder to which paths are relative.</param>
internal sealed class ClassMarkdown(CheckReport report, GradedClass graded, SourceRoot root)
{
    private const int MostAnswers = 200;
    private const int MostRows = 30;

    private readonly ClassText _class = new(graded);

    /// <summary>The verdict, the files that were not graded, the table of marks, and what answers have in common.</summary>
    public string Head()
    {
        var page = new StringBuilder();
        FixtureReport exercise = report.Fixtures[0];
        page.Append(Line($"# Answers to {MarkdownText.Of(exercise.Name ?? root.Shown(exercise.File))}"));
        page.Append(Line(MarkdownText.Of($"{OutcomeText.Counts(graded)}. {OutcomeText.Sentence(graded)}.")));
        AppendList(page, "Files that were not graded:", report.Fixtures.Where(file => file.Error is not null).Select(
            file => $"{ConsoleReport.Place(root.Shown(file.File), file.Error!)}: {file.Error!.Message}"));
        if (graded.Answers.Count > 0)
        {
            GradedAnswer[] shown = [.. graded.Answers.Take(MostAnswers)];
            (IReadOnlyList<string> headings, IReadOnlyList<string[]> rows) = _class.Table(shown);
            page.Append(MarkdownPage.Table(
                ["answer", "", .. headings, "likely cause"],
                shown.Zip(rows, (answer, cells) => (string[])
                [
                    MarkdownText.Of(answer.Comparison.Against),
                    Outcome(answer.Comparison),
                    .. cells,
                    MarkdownText.Of(string.Join(", ", answer.Comparison.Findings.Select(finding => finding.Cause).Distinct())),
                ])));
        }

        AppendList(page, "Wrong in more than one answer:", _class.Summary.MostWrong.Select(
            number => FormattableString.Invariant($"{number.Answers} of {graded.Answers.Count}: {_class.Frequent(number)}")));
        AppendList(page, "The same wrong numbers:", _class.Shared());
        return page.ToString();
    }

    /// <summary>A section for each answer that is not all right, or whose file is odd.</summary>
    public IEnumerable<string> Sections() => graded.Answers.Select(answer => answer.Comparison)
        .Where(answer => answer.Notes.Count > 0 || GradedClass.OutcomeOf(answer, graded.AcceptsCoarse) != AnswerOutcome.Right)
        .Select(Section);

    private string Section(ResultComparison answer)
    {
        var section = new StringBuilder();
        section.Append(Line($"## {Outcome(answer)}: {MarkdownText.Of(answer.Against)}"));
        section.Append(Line(MarkdownText.Of(HandText.Marks(answer)) + "."));
        foreach (string sentence in AnswerDetails.Sentences(answer))
        {
            section.Append(Line(MarkdownText.Of(sentence)));
        }

        AppendList(section, null, answer.Notes.Select(note => $"{ReportWords.Of(note)}: {AnswerDetails.Note(answer, note)}"));
        IReadOnlyList<string[]> rows = AnswerDetails.Rows(answer, MostRows);
        if (rows.Count > 0)
        {
            section.Append(MarkdownPage.Table(
                [.. AnswerDetails.Headings], rows.Select(row => Array.ConvertAll(row, MarkdownText.Of))));
            int rest = answer.Notable.Count() - rows.Count;
            section.Append(rest > 0 ? Line($"And {Wording.Count(rest, "more number")}; the JSON report has all.") : string.Empty);
        }

        return section.ToString();
    }

    private string Outcome(ResultComparison answer) => OutcomeText.Of(GradedClass.OutcomeOf(answer, graded.AcceptsCoarse));

    private static void AppendList(StringBuilder page, string? heading, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length > 0)
        {
            page.Append(heading is null ? string.Empty : Line(heading));
            page.Append(Line(string.Join('\n', all.Select(item => $"- {MarkdownText.Of(item)}"))));
        }
    }

    private static string Line(string markdown) => markdown + "\n\n";
}
