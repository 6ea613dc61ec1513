using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The factors between the weight gradients of both sides, in the JSON report.</summary>
internal sealed record JsonScale
{
    /// <summary>The factor according to the other side's declared convention.</summary>
    public double? Declared { get; init; }

    /// <summary>The factor fitted by weighted least squares; null if none fits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Fitted { get; init; }

    /// <summary>Its standard error.</summary>
    public double? StandardError { get; init; }

    /// <summary>In older reports false if the fitted factor alone does not explain the weight gradients; no longer written.</summary>
    public bool? Fits { get; init; }

    /// <summary>What readers must know about the factor.</summary>
    public string? Note { get; init; }

    /// <summary>The factors in the form of the report.</summary>
    /// <param name="comparison">The comparison.</param>
    public static JsonScale? Of(ResultComparison comparison) => comparison.DeclaredScale is not { } declared ? null : new JsonScale
    {
        Declared = declared,
        Fitted = comparison.IsScaled ? comparison.FittedScale : null,
        StandardError = comparison.IsScaled ? comparison.FittedScaleError : null,
        Note = comparison.ScaleNote,
    };
}
