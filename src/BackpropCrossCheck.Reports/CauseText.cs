using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>What discrepancies are traced to, in words.</summary>
internal static class CauseText
{
    /// <summary>"loss-convention: Every gradient is 0.5 times ours: …", the simplest cause first; or what can be said where there is
    /// none.</summary>
    /// <param name="comparison">The comparison.</param>
    public static IEnumerable<string> Of(ResultComparison comparison)
        => comparison.Findings.Select(finding => $"{finding.Cause}: {finding.Text}")
            .Concat(new[] { comparison.Undiagnosed }.OfType<string>());
}
