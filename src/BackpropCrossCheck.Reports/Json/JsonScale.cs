using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The factors between both sides' weight gradients, in the JSON report.</summary>
internal sealed record JsonScale
{
    /// <summary>How many times the stated numbers the other side's declare to be.</summary>
    public double? Declared { get; init; }

    /// <summary>How many times they are, by least squares; null where no factor can be fitted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Fitted { get; init; }

    /// <summary>False where that factor alone does not explain the weight gradients; else left out.</summary>
    public bool? Fits { get; init; }

    /// <summary>What a reader must know of the factor.</summary>
    public string? Note { get; init; }

    /// <summary>The factors as the report says them.</summary>
    /// <param name="comparison">The comparison.</param>
    public static JsonScale? Of(ResultComparison comparison) => comparison.DeclaredScale is not { } declared ? null : new JsonScale
    {
        Declared = declared,
        Fitted = comparison.FittedScale,
        Fits = comparison.FittedScale is null || comparison.IsScaled ? null : false,
        Note = comparison.ScaleNote,
    };
}
