using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>The lines that a tensor has in a baseline: one for each row of weights, or for each sample; one for a bias, and one for a loss.</summary>
internal static class TensorLines
{
    /// <summary>How many lines a tensor has.</summary>
    public static int Count(TensorSlot slot) => slot.Parameter == ParameterTensor.Bias ? 1 : slot.Rows;

    /// <summary>How many numbers stand in each of them.</summary>
    public static int Length(TensorSlot slot) => slot.Parameter == ParameterTensor.Bias ? slot.Rows : slot.Columns;

    /// <summary>What stands before the numbers, counted from 1: "gradient layer 2 weights row 3".</summary>
    /// <param name="slot">The tensor.</param>
    /// <param name="line">The line, from 0.</param>
    public static string Address(TensorSlot slot, int line)
    {
        string quantity = ContractNames.Of(slot.Quantity);
        return slot.Layer < 0 ? quantity : FormattableString.Invariant($"{quantity} layer {slot.Layer + 1}{Within(slot, line)}");
    }

    private static string Within(TensorSlot slot, int line) => slot.Parameter switch
    {
        ParameterTensor.Bias => " bias",
        ParameterTensor.Weights => FormattableString.Invariant($" weights row {line + 1}"),
        _ => FormattableString.Invariant($" sample {line + 1}"),
    };
}
