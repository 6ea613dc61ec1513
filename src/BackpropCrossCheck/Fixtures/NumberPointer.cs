using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Where a fixture's file says something of a number of the calculation, as a JSON pointer.</summary>
internal static class NumberPointer
{
    /// <summary>The number that an entry of <c>expected</c> gives.</summary>
    /// <param name="entry">The entry's index, from 0.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in it.</param>
    public static string OfExpected(int entry, Step step, int index)
    {
        string row = step.IsBias ? $"/{index}" : $"/{index / step.Columns}/{index % step.Columns}";
        string place = step.Quantity switch
        {
            Quantity.Loss => "lossValue",
            Quantity.UpdatedLoss => "updatedLossValue",
            Quantity.PreActivation => $"preActivations/{step.Layer}{row}",
            Quantity.Output => $"outputs/{step.Layer}{row}",
            Quantity.Delta => $"deltas/{step.Layer}{row}",
            Quantity.WeightGradient or Quantity.BiasGradient => $"gradients/{step.Layer}/{ContractWords.TensorOf(step.Quantity)}{row}",
            Quantity.UpdatedWeights or Quantity.UpdatedBias =>
                $"updatedParameters/{step.Layer}/{ContractWords.TensorOf(step.Quantity)}{row}",
            Quantity.OutputGradient or Quantity.Derivative => throw new ArgumentException($"No entry gives {step.Quantity}.", nameof(step)),
        };
        return $"/expected/{entry}/{place}";
    }

    /// <summary>What the number belongs to in the network: the weight or bias of a gradient or updated parameter, the weights into a unit
    /// for what the unit has, the loss for the losses.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in it.</param>
    public static string OfNetwork(Step step, int index) => step switch
    {
        { Layer: < 0 } => "/loss",
        { RowsAreSamples: true } => $"/layers/{step.Layer}/weights/{index % step.Columns}",
        { IsBias: true } => $"/layers/{step.Layer}/bias/{index}",
        _ => $"/layers/{step.Layer}/weights/{index / step.Columns}/{index % step.Columns}",
    };
}
