using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>The causes of discrepancies, in words.</summary>
internal static class CauseText
{
    /// <summary>"loss-convention: Every gradient is 0.5 times ours: …", the simplest cause first. If no cause was found, what can be said
    /// instead. At last the numbers that differ because they lost their digits.</summary>
    /// <param name="comparison">The comparison.</param>
    public static IEnumerable<string> Of(ResultComparison comparison)
        => comparison.Findings.Select(finding => $"{finding.Cause}: {finding.Text}")
            .Concat(new[] { comparison.Undiagnosed, LossyText.Cause(comparison) }.OfType<string>());
}
