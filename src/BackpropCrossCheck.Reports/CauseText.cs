using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>The causes of discrepancies, in words.</summary>
internal static class CauseText
{
    /// <summary>"loss-convention: Every gradient is 0.5 times ours: …", the simplest cause first. If no cause was found, what can be said
    /// instead. At last the numbers that differ because they lost their digits.</summary>
    /// <param name="comparison">The comparison.</param>
    public static IEnumerable<string> Of(ResultComparison comparison)
        => comparison.Findings.Select(finding => $"{Introduction(comparison)}{finding.Cause}: {finding.Text}")
            .Concat(new[] { comparison.Undiagnosed, LossyText.Cause(comparison) }.OfType<string>());

    /// <summary>A comparison with a baseline takes its cause from another one, that of the new numbers with the engine's.</summary>
    private static string Introduction(ResultComparison comparison)
        => comparison.Change is null ? string.Empty : "The new numbers differ from the engine's; the cause is ";
}
