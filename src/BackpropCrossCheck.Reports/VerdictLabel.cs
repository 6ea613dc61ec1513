using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>The label of a verdict at the beginning of a line.</summary>
internal static class VerdictLabel
{
    /// <summary>The label, six characters wide.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "PASS  ",
        Verdict.Fail => "FAIL  ",
        Verdict.Inconclusive => "?     ",
        Verdict.Error => "ERROR ",
    };
}
