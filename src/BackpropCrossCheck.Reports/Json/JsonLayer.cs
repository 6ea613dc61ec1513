using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The shape of a layer in the JSON report.</summary>
internal sealed record JsonLayer
{
    /// <summary>Its units.</summary>
    public int? Units { get; init; }

    /// <summary>Whether it has a bias.</summary>
    public bool? Bias { get; init; }

    /// <summary>True if its units share one bias; otherwise omitted.</summary>
    public bool? SharesBias { get; init; }

    /// <summary>False if h' is a matrix, in a calculation with the numbers that few entries state; otherwise omitted.</summary>
    public bool? Derivatives { get; init; }

    /// <summary>The shape in the form of the report.</summary>
    /// <param name="layer">The shape.</param>
    /// <param name="hasOptional">Whether the calculation has the numbers that few entries state.</param>
    public static JsonLayer Of(LayerShape layer, bool hasOptional) => new()
    {
        Units = layer.Units,
        Bias = layer.HasBias,
        SharesBias = layer.SharesBias ? true : null,
        Derivatives = hasOptional && !layer.HasDerivative ? false : null,
    };
}
