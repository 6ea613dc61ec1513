using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A cause that discrepancies are traced to, in the JSON report.</summary>
internal sealed record JsonFinding
{
    /// <summary>Its name.</summary>
    public string? Cause { get; init; }

    /// <summary>The layer where the mistake sits, from 1; null where it is everywhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Layer { get; init; }

    /// <summary>Its parameter, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonArgument? Argument { get; init; }

    /// <summary>The share of the differing numbers that it explains, 0 to 1.</summary>
    public double? Explains { get; init; }

    /// <summary>For a person: what was done instead, and what to do.</summary>
    public string? Text { get; init; }

    /// <summary>The cause as the report says it.</summary>
    /// <param name="finding">The cause.</param>
    public static JsonFinding Of(Finding finding) => new()
    {
        Cause = finding.Cause,
        Layer = finding.Layer,
        Argument = JsonArgument.Of(finding.Argument),
        Explains = finding.Explains,
        Text = finding.Text,
    };
}
