using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>The wrong numbers of an answer, as rows of a table.</summary>
internal static class AnswerDetails
{
    /// <summary>The column headings.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["number", "given", "right", "right, given the earlier numbers"];

    /// <summary>A row for each number that is wrong or undecidable.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="most">How many rows there are at most.</param>
    public static IReadOnlyList<string[]> Rows(ResultComparison answer, int most)
        =>
        [
            .. answer.Notable.Take(most).Select(number => (string[])
            [
                Address.Of(number),
                HandText.Given(answer, number),
                HandText.Truth(answer, number),
                HandText.Own(answer, number) ?? HandText.Truth(answer, number),
            ]),
        ];

    /// <summary>The first wrong number with what would be right there, then the causes, or what can be said instead.</summary>
    /// <param name="answer">The answer.</param>
    public static IEnumerable<string> Sentences(ResultComparison answer)
    {
        if (answer.FirstWrong is { } first)
        {
            yield return $"{Address.Of(first)}: {HandText.Slip(answer, first)}";
        }

        foreach (string remark in HandText.Remarks(answer))
        {
            yield return remark;
        }

        foreach (Finding finding in answer.Findings)
        {
            yield return finding.Text;
        }

        if (answer.Undiagnosed is { } undiagnosed)
        {
            yield return undiagnosed;
        }

        if (answer.Reason is { } reason)
        {
            yield return reason;
        }
    }

    /// <summary>"ben.csv:7:16: found "20/31", …".</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="note">What was odd in its file.</param>
    public static string Note(ResultComparison answer, AnswerNote note)
        => FormattableString.Invariant($"{answer.File}:{note.Line}:{note.Column}: {note.Text}");
}
