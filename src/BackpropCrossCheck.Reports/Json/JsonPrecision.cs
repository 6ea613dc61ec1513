using System.Text.Json.Serialization;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The precision of numbers in the JSON report: the name of a format, or an object with decimals or significant digits.</summary>
[JsonConverter(typeof(PrecisionConverter))]
internal sealed record JsonPrecision
{
    /// <summary>The format; null if the numbers are rounded to digits.</summary>
    public string? Format { get; init; }

    /// <summary>The digits; null if the numbers have a format.</summary>
    public JsonDigits? Digits { get; init; }

    /// <summary>The precision in the form of the report.</summary>
    /// <param name="precision">The precision.</param>
    public static JsonPrecision Of(NumberPrecision precision) => precision is NumberPrecision.Format format
        ? new JsonPrecision { Format = ContractWords.Of(format.Value) }
        : new JsonPrecision { Digits = JsonDigits.Of(precision) };
}
