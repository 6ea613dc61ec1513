using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>Says which gradients were too large to be judged by each other as a whole.</summary>
internal static class SampledText
{
    /// <summary>"layer 1, ∂L/∂w: 16 of 512 rows were judged by the rest of the gradient"; null if all were.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string? Of(ResultComparison comparison)
    {
        string[] sampled = [.. comparison.Steps.Where(step => step.Rows is not null && step.Step.IsWeights).Select(Of)];
        return sampled.Length == 0 ? null : string.Join("; ", sampled);
    }

    private static string Of(StepSummary step)
    {
        string said = step.Rows == 0
            ? "too large to be judged by the rest of the gradient"
            : FormattableString.Invariant($"{step.Rows} of {step.Step.Rows} rows were judged by the rest of the gradient");
        return $"{StepText.Name(step.Step)}: {said}";
    }
}
