using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>To how many digits numbers are rounded, and how, in the JSON report.</summary>
internal sealed record JsonDigits
{
    /// <summary>The digits after the point.</summary>
    public int? Decimals { get; init; }

    /// <summary>The significant digits; one of the two is left out.</summary>
    public int? Significant { get; init; }

    /// <summary>How intermediate results are rounded; left out where the digits are those of given numbers.</summary>
    public string? Way { get; init; }

    /// <summary>The digits as the report says them.</summary>
    /// <param name="precision">Decimals or significant digits.</param>
    public static JsonDigits Of(NumberPrecision precision) => new()
    {
        Decimals = (precision as NumberPrecision.Decimals)?.Count,
        Significant = (precision as NumberPrecision.Significant)?.Count,
    };

    /// <summary>The rounding of intermediate results as the report says it.</summary>
    /// <param name="rounding">The rounding.</param>
    public static JsonDigits Of(NumberRounding rounding) => Of(rounding.Precision) with { Way = ContractWords.Of(rounding.Way) };
}
