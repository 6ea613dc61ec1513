using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Where a fixture's file says something of a number of the calculation, as a JSON pointer.</summary>
internal static class NumberPointer
{
    /// <summary>The number that an entry of <c>expected</c> gives.</summary>
    /// <param name="entry">The entry's index, from 0.</param>
    /// <param name="slot">The tensor.</param>
    /// <param name="index">The row-major index in it.</param>
    public static string OfExpected(int entry, TensorSlot slot, int index)
    {
        string row = slot.Parameter == ParameterTensor.Bias ? $"/{index}" : $"/{index / slot.Columns}/{index % slot.Columns}";
        string place = slot.Quantity switch
        {
            Quantity.Loss => "lossValue",
            Quantity.UpdatedLoss => "updatedLossValue",
            Quantity.PreActivation => $"preActivations/{slot.Layer}{row}",
            Quantity.Output => $"outputs/{slot.Layer}{row}",
            Quantity.Delta => $"deltas/{slot.Layer}{row}",
            Quantity.Gradient => $"gradients/{slot.Layer}/{Parameter(slot)}{row}",
            _ => $"updatedParameters/{slot.Layer}/{Parameter(slot)}{row}",
        };
        return $"/expected/{entry}/{place}";
    }

    /// <summary>What the number belongs to in the network: the weight or bias of a gradient or updated parameter, the weights into a unit for what the unit has,
    /// the loss for the losses.</summary>
    /// <param name="slot">The tensor.</param>
    /// <param name="index">The row-major index in it.</param>
    public static string OfNetwork(TensorSlot slot, int index) => slot switch
    {
        { Layer: < 0 } => "/loss",
        { RowsAreSamples: true } => $"/layers/{slot.Layer}/weights/{index % slot.Columns}",
        { Parameter: ParameterTensor.Bias } => $"/layers/{slot.Layer}/bias/{index}",
        _ => $"/layers/{slot.Layer}/weights/{index / slot.Columns}/{index % slot.Columns}",
    };

    private static string Parameter(TensorSlot slot) => slot.Parameter == ParameterTensor.Bias ? "bias" : "weights";
}
