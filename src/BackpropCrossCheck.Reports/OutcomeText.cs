using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>Words and sentences about what comes of answers.</summary>
internal static class OutcomeText
{
    /// <summary>"ok", "wrong".</summary>
    /// <param name="outcome">The outcome.</param>
    public static string Of(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Right => "ok",
        AnswerOutcome.Coarse => "coarse",
        AnswerOutcome.Incomplete => "incomplete",
        AnswerOutcome.Wrong => "wrong",
        AnswerOutcome.Unknown => "unknown",
    };

    /// <summary>"4 answers: 2 right, 1 with wrong numbers, 1 incomplete".</summary>
    /// <param name="graded">The answers.</param>
    public static string Counts(GradedClass graded)
    {
        var counts = Outcomes(graded).CountBy(outcome => outcome).ToDictionary();
        int Count(AnswerOutcome outcome) => counts.GetValueOrDefault(outcome);
        string Others(AnswerOutcome outcome, string words)
            => Count(outcome) is > 0 and int count ? FormattableString.Invariant($", {count} {words}") : string.Empty;

        string answers = Wording.Count(graded.Answers.Count, "answer");
        return FormattableString.Invariant(
                $"{answers}: {Count(AnswerOutcome.Right)} right, {Count(AnswerOutcome.Wrong)} with wrong numbers")
            + Others(AnswerOutcome.Coarse, "coarse") + Others(AnswerOutcome.Incomplete, "incomplete")
            + Others(AnswerOutcome.Unknown, "undecided");
    }

    /// <summary>"There are wrong numbers (exit code 1)": what came of all answers, as a sentence of a page.</summary>
    /// <param name="graded">The answers.</param>
    public static string Sentence(GradedClass graded)
    {
        string text = Conclusion(graded);
        return FormattableString.Invariant($"{char.ToUpperInvariant(text[0])}{text[1..]} (exit code {graded.Report.ExitCode})");
    }

    /// <summary>What the exit code means.</summary>
    /// <param name="graded">The answers.</param>
    public static string Conclusion(GradedClass graded) => graded.Report.ExitCode switch
    {
        ExitCode.Agrees => "everything that was given is right",
        ExitCode.Discrepancy => Discrepancy(graded),
        ExitCode.BadInput => "there are files that cannot be graded",
        ExitCode.InternalError => "internal error",
        ExitCode.NothingChecked => $"nothing was graded: {graded.Report.Reason}",
        _ => $"inconclusive: {graded.Report.Fixtures[0].Reason}",
    };

    /// <summary>"there are wrong numbers and incomplete answers": why a class is not all right.</summary>
    private static string Discrepancy(GradedClass graded)
    {
        HashSet<AnswerOutcome> outcomes = [.. Outcomes(graded)];
        (AnswerOutcome Outcome, string Words)[] known =
        [
            (AnswerOutcome.Wrong, "wrong numbers"),
            (AnswerOutcome.Incomplete, "incomplete answers"),
            (AnswerOutcome.Coarse, "answers with too few digits (--accept-coarse accepts them)"),
        ];
        return "there are " + string.Join(" and ", known.Where(kind => outcomes.Contains(kind.Outcome)).Select(kind => kind.Words));
    }

    private static IEnumerable<AnswerOutcome> Outcomes(GradedClass graded)
        => graded.Answers.Select(answer => GradedClass.OutcomeOf(answer.Comparison, graded.AcceptsCoarse));
}
