using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The cause of discrepancies, in the JSON report.</summary>
internal sealed record JsonFinding
{
    /// <summary>Its name.</summary>
    public string? Cause { get; init; }

    /// <summary>The layer with the mistake, from 1; null if it is everywhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Layer { get; init; }

    /// <summary>Its parameter, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonArgument? Argument { get; init; }

    /// <summary>The share of the differing numbers that it explains, 0 to 1.</summary>
    public double? Explains { get; init; }

    /// <summary>For people: what was done instead, and what to do about it.</summary>
    public string? Text { get; init; }

    /// <summary>The cause in the form of the report.</summary>
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
