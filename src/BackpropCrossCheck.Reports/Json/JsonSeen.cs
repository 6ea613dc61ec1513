using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The smallest defect of a tensor that would have been noticed, in the JSON report.</summary>
internal sealed record JsonSeen : IJsonTensor
{
    /// <inheritdoc/>
    public string? Quantity { get; init; }

    /// <inheritdoc/>
    public int? Layer { get; init; }

    /// <inheritdoc/>
    public string? Tensor { get; init; }

    /// <summary>The smallest relative defect in the tensor's largest number; null if none would have been noticed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Sees { get; init; }

    /// <summary>True if a tensor of zeros would have passed or been undecidable; otherwise omitted.</summary>
    public bool? ZeroPasses { get; init; }

    /// <summary>The entries for the tensors; null if a comparison has none.</summary>
    /// <param name="tensors">The tensors.</param>
    public static IReadOnlyList<JsonSeen>? Of(IReadOnlyList<TensorSummary> tensors)
    {
        JsonSeen[] seen = [.. tensors.Where(tensor => tensor.ZeroPasses || tensor.Sees is not null).Select(Of)];
        return seen.Length == 0 ? null : seen;
    }

    private static JsonSeen Of(TensorSummary tensor) => new()
    {
        Quantity = ContractWords.Of(tensor.Step.Quantity),
        Layer = JsonTensorFields.LayerOf(tensor.Step),
        Tensor = JsonTensorFields.ParameterOf(tensor.Step),
        Sees = tensor.Sees,
        ZeroPasses = tensor.ZeroPasses ? true : null,
    };
}
