using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>Asks about layers whose units share one bias as if each unit had its own. The derivative by the shared one is the sum of the
/// derivatives by them, so every oracle can be asked.</summary>
internal static class UnsharedBias
{
    /// <summary>The tensors to ask for: each unit has its own bias, and what few entries state is left out.</summary>
    /// <param name="layout">The tensors of the calculation.</param>
    public static TensorLayout LayoutOf(TensorLayout layout) => layout.HasOptional || IsShared(layout)
        ? new TensorLayout(layout.Samples, [.. layout.Layers.Select(layer => layer with { SharesBias = false })])
        : layout;

    /// <summary>The answer with one number for each shared bias.</summary>
    /// <param name="answer">The answer to the question with the tensors of <see cref="LayoutOf"/>.</param>
    /// <param name="layout">The tensors of the calculation.</param>
    public static OracleAnswer.Computed Summed(OracleAnswer.Computed answer, TensorLayout layout) => IsShared(layout)
        ? new OracleAnswer.Computed(Summed(answer.Numbers, layout), answer.Errors is { } errors ? Summed(errors, layout) : null)
        : answer;

    private static bool IsShared(TensorLayout layout) => layout.Layers.Any(layer => layer.SharesBias);

    private static TensorSet Summed(TensorSet numbers, TensorLayout layout)
    {
        var summed = new TensorSet(layout);
        foreach (Step step in layout.Steps)
        {
            if (numbers[step] is { } values)
            {
                bool[]? missing = numbers.Missing(step);
                summed.Set(
                    step,
                    step.IsShared ? [values.Sum()] : values,
                    step.IsShared ? missing?.Contains(true) == true ? [true] : null : missing);
            }
            else if (numbers.IsBlank(step))
            {
                summed.LeaveBlank(step);
            }
        }

        return summed;
    }
}
