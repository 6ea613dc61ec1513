using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>JSON pointers to the places in a fixture's file that concern a number of the calculation.</summary>
internal static class NumberPointer
{
    /// <summary>The number in an entry of <c>expected</c>.</summary>
    /// <param name="entry">The entry's index, from 0.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public static string OfExpected(int entry, Step step, int index)
    {
        Quantity quantity = step.Quantity;
        string layer = quantity.IsOfLayer ? $"/{step.Layer}" : string.Empty;
        string tensor = quantity.Tensor is { } name ? $"/{name}" : string.Empty;
        string row = quantity.Rows == Axis.One || step.IsShared ? string.Empty
            : quantity.Columns == Axis.One ? $"/{index}"
            : $"/{index / step.Columns}/{index % step.Columns}";
        return $"/expected/{entry}/{quantity.Field}{layer}{tensor}{row}";
    }

    /// <summary>The part of the network that the number belongs to: the weight or bias for a gradient or an updated parameter, the weights
    /// into a unit for the unit's numbers, the loss for the losses.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public static string OfNetwork(Step step, int index) => step switch
    {
        { Layer: < 0, RowsAreSamples: true } => $"/inputs/{index / step.Columns}/{index % step.Columns}",
        { Layer: < 0 } => "/loss",
        { RowsAreSamples: true } => $"/layers/{step.Layer}/weights/{index % step.Columns}",
        { IsShared: true } => $"/layers/{step.Layer}/bias",
        { IsBias: true } => $"/layers/{step.Layer}/bias/{index}",
        _ => $"/layers/{step.Layer}/weights/{index / step.Columns}/{index % step.Columns}",
    };
}
