namespace BackpropCrossCheck.Numbers;

/// <summary>One tensor of the calculation: what it is, where it sits, how large it is.</summary>
/// <param name="Index">Its place in the order of the calculation, from 0.</param>
/// <param name="Quantity">What its numbers are.</param>
/// <param name="Layer">The layer, from 0; −1 for the losses.</param>
/// <param name="Parameter">Weights or bias for gradients and updated parameters.</param>
/// <param name="Rows">K for weights and biases, N for pre-activations, outputs and deltas, 1 for the losses.</param>
/// <param name="Columns">M for weights, 1 for biases and losses, K for pre-activations, outputs and deltas.</param>
public sealed record TensorSlot(int Index, Quantity Quantity, int Layer, ParameterTensor Parameter, int Rows, int Columns)
{
    /// <summary>The number of numbers.</summary>
    public int Length => Rows * Columns;

    /// <summary>True where a row is a sample: pre-activations, outputs and deltas.</summary>
    public bool RowsAreSamples => Quantity is Quantity.PreActivation or Quantity.Output or Quantity.Delta;

    /// <summary>True where the number grows with the loss's factor: losses, deltas and gradients.</summary>
    public bool ScalesWithLoss => Quantity is Quantity.Loss or Quantity.Delta or Quantity.Gradient or Quantity.UpdatedLoss;
}
