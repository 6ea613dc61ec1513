using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>The lines of a tensor in a baseline: one for each row of weights or each sample, one for a bias, and one for a loss.</summary>
internal static class TensorLines
{
    /// <summary>How many lines a tensor has.</summary>
    public static int Count(Step step) => step.IsBias ? 1 : step.Rows;

    /// <summary>How many numbers each line has.</summary>
    public static int Length(Step step) => step.IsBias ? step.Rows : step.Columns;

    /// <summary>The text in front of the numbers, counting from 1: "gradient layer 2 weights row 3".</summary>
    /// <param name="step">The step.</param>
    /// <param name="line">The line, from 0.</param>
    public static string Address(Step step, int line)
    {
        string layer = step.Layer < 0 ? string.Empty : FormattableString.Invariant($" layer {step.Layer + 1}");
        return $"{ContractWords.Of(step.Quantity)}{layer}{Within(step, line)}";
    }

    private static string Within(Step step, int line) => step switch
    {
        { IsBias: true } => " bias",
        { IsWeights: true } => FormattableString.Invariant($" weights row {line + 1}"),
        { RowsAreSamples: true } => FormattableString.Invariant($" sample {line + 1}"),
        _ => string.Empty,
    };
}
