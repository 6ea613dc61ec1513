using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The fields that name a tensor in the JSON report.</summary>
internal static class JsonTensorFields
{
    /// <summary>The layer, from 1; null for the losses.</summary>
    /// <param name="step">The tensor.</param>
    public static int? LayerOf(Step step) => step.Layer < 0 ? null : step.Layer + 1;

    /// <summary>Weights or bias; null for anything but a parameter.</summary>
    /// <param name="step">The tensor.</param>
    public static string? ParameterOf(Step step) => ContractWords.TensorOf(step.Quantity);
}
