using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A count of numbers in one tensor, in the JSON report.</summary>
internal sealed record JsonTensorCount : IJsonTensor
{
    /// <inheritdoc/>
    public string? Quantity { get; init; }

    /// <inheritdoc/>
    public int? Layer { get; init; }

    /// <inheritdoc/>
    public string? Tensor { get; init; }

    /// <summary>How many; at least 1.</summary>
    public int? Numbers { get; init; }

    /// <summary>The count in the form of the report.</summary>
    /// <param name="count">The count.</param>
    public static JsonTensorCount Of(TensorCount count) => new()
    {
        Quantity = ContractWords.Of(count.Step.Quantity),
        Layer = JsonTensorFields.LayerOf(count.Step),
        Tensor = JsonTensorFields.ParameterOf(count.Step),
        Numbers = count.Numbers,
    };
}
