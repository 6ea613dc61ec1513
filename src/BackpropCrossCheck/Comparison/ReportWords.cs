using BackpropCrossCheck.Fixtures;
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
        _ => "error",
    };

    public static string Of(NumberVerdict verdict) => verdict switch
    {
        NumberVerdict.Agrees => "agrees",
        NumberVerdict.Differs => "differs",
        _ => "undecidable",
    };

    public static string Of(ResultKind kind) => kind switch
    {
        ResultKind.Oracle => "oracle",
        ResultKind.Recorded => "recorded",
        _ => "hand",
    };

    public static string Of(ComparisonStatus status) => status switch
    {
        ComparisonStatus.Computed => "computed",
        ComparisonStatus.Unavailable => "unavailable",
        _ => "failed",
    };

    public static string Of(ParameterTensor parameter) => parameter == ParameterTensor.Bias ? "bias" : "weights";

    public static string Of(GradeStatus status) => status switch
    {
        GradeStatus.Correct => "correct",
        GradeStatus.Truncated => "truncated",
        GradeStatus.Follows => "follows",
        GradeStatus.RoundedIntermediates => "rounded-intermediates",
        GradeStatus.Wrong => "wrong",
        _ => "not-given",
    };

    public static string Of(RoundingWay way) => way switch
    {
        RoundingWay.HalfUp => "half-up",
        RoundingWay.HalfEven => "half-even",
        _ => "cut-off",
    };

    public static string Of(NumberPrecision precision) => precision switch
    {
        NumberPrecision.Format format => ContractNames.Of(format.Value),
        NumberPrecision.Decimals decimals => Counted(decimals.Count, "decimal", "decimals"),
        NumberPrecision.Significant significant => Counted(significant.Count, "significant digit", "significant digits"),
        _ => throw new ArgumentException("The precision is none of the three.", nameof(precision)),
    };

    /// <summary>"1 number", "2 numbers".</summary>
    public static string Counted(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");
}
