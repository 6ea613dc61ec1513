namespace BackpropCrossCheck.Comparison;

/// <summary>The result of a diagnosis.</summary>
/// <param name="Findings">The causes, the simplest first.</param>
/// <param name="Undiagnosed">What can still be said if no cause was found; otherwise null.</param>
internal sealed record DiagnosisResult(IReadOnlyList<Finding> Findings, string? Undiagnosed)
{
    /// <summary>The causes of each step that does not follow from the other side's own numbers, by the step's index.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Finding>> OfSteps { get; init; } = new Dictionary<int, IReadOnlyList<Finding>>();
}
