using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The shape of a layer in the JSON report.</summary>
internal sealed record JsonLayer
{
    /// <summary>Its units.</summary>
    public int? Units { get; init; }

    /// <summary>Whether it has a bias.</summary>
    public bool? Bias { get; init; }

    /// <summary>The shape in the form of the report.</summary>
    /// <param name="layer">The shape.</param>
    public static JsonLayer Of(LayerShape layer) => new() { Units = layer.Units, Bias = layer.HasBias };
}
