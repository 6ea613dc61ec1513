using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The words that reports use for verdicts, statuses and kinds.</summary>
internal static class ReportWords
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Inconclusive => "inconclusive",
        Verdict.Error => "error",
    };

    public static string Of(NumberVerdict verdict) => verdict switch
    {
        NumberVerdict.Agrees => "agrees",
        NumberVerdict.Differs => "differs",
        NumberVerdict.Undecidable => "undecidable",
    };

    public static string Of(StepVerdict verdict) => verdict switch
    {
        StepVerdict.NoOperands => "no-operands",
        StepVerdict.Follows => "follows",
        StepVerdict.Wrong => "wrong",
        StepVerdict.Undecidable => "undecidable",
    };

    public static string Of(ResultKind kind) => kind switch
    {
        ResultKind.Oracle => "oracle",
        ResultKind.Recorded => "recorded",
        ResultKind.Hand => "hand",
    };

    public static string Of(ComparisonStatus status) => status switch
    {
        ComparisonStatus.Computed => "computed",
        ComparisonStatus.Unavailable => "unavailable",
        ComparisonStatus.Failed => "failed",
    };

    public static string Of(GradeStatus status) => status switch
    {
        GradeStatus.Correct => "correct",
        GradeStatus.Truncated => "truncated",
        GradeStatus.Follows => "follows",
        GradeStatus.RoundedIntermediates => "rounded-intermediates",
        GradeStatus.Trivial => "trivial",
        GradeStatus.Wrong => "wrong",
        GradeStatus.Unreadable => "unreadable",
        GradeStatus.NotGiven => "not-given",
    };

    public static string Of(AnswerNote note) => note.IsUnreadable ? "unreadable" : "warning";

    public static string Of(NumberPrecision precision) => precision switch
    {
        NumberPrecision.Format format => ContractWords.Of(format.Value),
        NumberPrecision.Decimals decimals => Wording.Count(decimals.Count, "decimal"),
        NumberPrecision.Significant significant => Wording.Count(significant.Count, "significant digit"),
        NumberPrecision.ByQuantity several => string.Join(
            ", ", [Of(several.General), .. several.Others.Select(other => $"{other.Field} {Of(other.Precision)}")]),
        _ => throw new ArgumentException("The precision is none of these.", nameof(precision)),
    };
}
