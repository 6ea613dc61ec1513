namespace BackpropCrossCheck.Comparison;

/// <summary>What a diagnosis comes to.</summary>
/// <param name="Findings">The causes, the simplest first.</param>
/// <param name="Undiagnosed">What can still be said where there is no cause; else null.</param>
internal sealed record DiagnosisResult(IReadOnlyList<Finding> Findings, string? Undiagnosed);
