using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Where the parts of a network begin in a fixture's text. The place of a number is that of the part it belongs to: the weight or
/// bias for a gradient or an updated parameter, the weights into a unit for the unit's numbers, the loss for the losses.</summary>
/// <param name="loss">The byte where the loss begins.</param>
/// <param name="layers">For each layer, the bytes where its weights and its bias begin.</param>
internal sealed class NetworkOffsets(int loss, IReadOnlyList<(int Weights, int Bias)> layers) : INumberOffsets
{
    /// <inheritdoc/>
    public int? Of(ReadOnlySpan<byte> text, Step step, int index) => step switch
    {
        { Layer: < 0 } => loss,
        { IsShared: true } => layers[step.Layer].Bias,
        { RowsAreSamples: true } => ArrayText.Element(text, layers[step.Layer].Weights, index % step.Columns),
        { IsBias: true } => ArrayText.Element(text, layers[step.Layer].Bias, index),
        _ => ArrayText.Number(text, layers[step.Layer].Weights, index / step.Columns, index % step.Columns),
    };
}
