using System.Text.Json.Serialization;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>An activation in the JSON report.</summary>
internal sealed record JsonFunction
{
    /// <summary>Its name.</summary>
    public string? Activation { get; init; }

    /// <summary>Its α; null if it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Alpha { get; init; }
}
