using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Returns the gradients of a tape one after the other.</summary>
/// <param name="tensors">The gradients, in the order of their sources; null if the loss does not depend on the source.</param>
/// <param name="numbers">Reads them.</param>
internal sealed class TensorQueue(Tensor?[] tensors, TensorNumbers numbers)
{
    private int _next;

    /// <summary>The next gradient.</summary>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <exception cref="InvalidOperationException">The loss does not depend on it. That is an error, never a zero.</exception>
    public Matrix Next(int rows, int columns)
    {
        Tensor tensor = tensors[_next]
            ?? throw new InvalidOperationException($"there is no gradient for source {_next + 1} of {tensors.Length}: the tape is cut");
        _next++;
        return numbers.Values(tensor, rows, columns);
    }

    /// <summary>The next gradients: for each layer, that of its kernel, converted to W, and that of its bias.</summary>
    /// <param name="layers">The layers.</param>
    public IReadOnlyList<LayerGradient> Parameters(IReadOnlyList<DenseLayer> layers) => [.. layers.Select(layer => new LayerGradient(
        Next(layer.Weights.Columns, layer.Units).Transposed(),
        layer.Bias is null ? null : Next(1, layer.Units).Values))];
}
