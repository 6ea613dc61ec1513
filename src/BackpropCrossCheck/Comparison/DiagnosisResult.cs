namespace BackpropCrossCheck.Comparison;

/// <summary>The result of a diagnosis.</summary>
/// <param name="Findings">The causes, the simplest first.</param>
/// <param name="Undiagnosed">What can still be said if no cause was found; otherwise null.</param>
internal sealed record DiagnosisResult(IReadOnlyList<Finding> Findings, string? Undiagnosed);
