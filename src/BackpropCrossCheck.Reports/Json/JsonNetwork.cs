using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The numbers that determine the shapes of all tensors of a fixture, in the JSON report.</summary>
internal sealed record JsonNetwork
{
    /// <summary>How many samples there are.</summary>
    public int? Samples { get; init; }

    /// <summary>How many inputs the first layer has.</summary>
    public int? Inputs { get; init; }

    /// <summary>The layers, input side first.</summary>
    public IReadOnlyList<JsonLayer?>? Layers { get; init; }

    /// <summary>True if the calculation has the numbers that few entries state: ∂L/∂z, h'(a), ∂L/∂x and Δw. Otherwise omitted.</summary>
    public bool? Optional { get; init; }

    /// <summary>The shapes in the form of the report.</summary>
    /// <param name="layout">The tensors.</param>
    public static JsonNetwork Of(TensorLayout layout) => new()
    {
        Samples = layout.Samples,
        Inputs = layout.Layers[0].Inputs,
        Layers = [.. layout.Layers.Select(layer => JsonLayer.Of(layer, layout.HasOptional))],
        Optional = layout.HasOptional ? true : null,
    };
}
