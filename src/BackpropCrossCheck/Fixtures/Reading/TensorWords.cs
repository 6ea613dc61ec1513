using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Says how large a tensor is and why.</summary>
internal static class TensorWords
{
    /// <summary>Its size: 3 rows of 2 numbers.</summary>
    /// <param name="slot">The tensor.</param>
    public static string Size(TensorSlot slot) => slot.Parameter == ParameterTensor.Bias
        ? Wording.Count(slot.Rows, "number")
        : $"{Wording.Count(slot.Rows, "row")} of {Wording.Count(slot.Columns, "number")}";

    /// <summary>The numbers of a row.</summary>
    /// <param name="slot">The tensor.</param>
    public static string Columns(TensorSlot slot) => Wording.Count(slot.Columns, "number");

    /// <summary>What it is, its size and the reason of it.</summary>
    /// <param name="slot">The tensor.</param>
    public static string Whole(TensorSlot slot) => slot.Parameter switch
    {
        ParameterTensor.Bias => $"the {Name(slot)} of layer {slot.Layer + 1} has {Size(slot)}, one for each unit",
        ParameterTensor.Weights => $"the {Name(slot)} of layer {slot.Layer + 1} has {Size(slot)}, a row for each unit and in it a number for each input",
        _ => $"the {Name(slot)} of layer {slot.Layer + 1} has {Size(slot)}, a row for each sample and in it a number for each unit",
    };

    private static string Name(TensorSlot slot) => (slot.Quantity, slot.Parameter) switch
    {
        (Quantity.UpdatedParameter, ParameterTensor.Bias) => "updated bias",
        (Quantity.UpdatedParameter, _) => "updated weight matrix",
        (_, ParameterTensor.Bias) => "bias gradient",
        (_, ParameterTensor.Weights) => "weight gradient",
        _ => $"{ContractNames.Of(slot.Quantity)} array",
    };
}
