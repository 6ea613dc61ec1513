using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The number of digits to which numbers are rounded, and the way, in the JSON report.</summary>
internal sealed record JsonDigits
{
    /// <summary>The digits after the point.</summary>
    public int? Decimals { get; init; }

    /// <summary>The significant digits; one of the two fields is omitted.</summary>
    public int? Significant { get; init; }

    /// <summary>The precision of the quantities that are not listed in <see cref="Quantities"/>; omitted if all have the same
    /// digits.</summary>
    public JsonPrecision? Default { get; init; }

    /// <summary>The digits by the field of an entry that gives a quantity; omitted if all have the same.</summary>
    public IReadOnlyDictionary<string, JsonDigits>? Quantities { get; init; }

    /// <summary>How intermediate results are rounded; omitted if the digits are those of given numbers.</summary>
    public string? Way { get; init; }

    /// <summary>The digits in the form of the report.</summary>
    /// <param name="precision">Decimals or significant digits, the same for all quantities or not.</param>
    public static JsonDigits Of(NumberPrecision precision)
        => precision is NumberPrecision.ByQuantity several
            ? new JsonDigits
            {
                Default = JsonPrecision.Of(several.General),
                Quantities = several.Others.ToDictionary(other => other.Field, other => Of(other.Precision)),
            }
            : new JsonDigits
            {
                Decimals = (precision as NumberPrecision.Decimals)?.Count,
                Significant = (precision as NumberPrecision.Significant)?.Count,
            };

    /// <summary>The rounding of intermediate results in the form of the report.</summary>
    /// <param name="rounding">The rounding.</param>
    public static JsonDigits Of(NumberRounding rounding) => Of(rounding.Precision) with { Way = ContractWords.Of(rounding.Way) };
}
