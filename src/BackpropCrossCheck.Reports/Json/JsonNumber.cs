using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A compared number in the JSON report. Its address is counted from 1. Fields that do not apply to its kind are
/// omitted.</summary>
internal sealed record JsonNumber : IJsonTensor
{
    /// <inheritdoc/>
    public string? Quantity { get; init; }

    /// <inheritdoc/>
    public int? Layer { get; init; }

    /// <inheritdoc/>
    public string? Tensor { get; init; }

    /// <summary>The sample.</summary>
    public int? Sample { get; init; }

    /// <summary>The unit.</summary>
    public int? Row { get; init; }

    /// <summary>The input of a weight.</summary>
    public int? Column { get; init; }

    /// <summary>The engine's number.</summary>
    public double? Engine { get; init; }

    /// <summary>The other side's number. If it is not given, this is null, and all fields that depend on it are omitted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Other { get; init; }

    /// <summary>|engine − other|.</summary>
    public double? Absolute { get; init; }

    /// <summary>|engine − other| / |other|.</summary>
    public double? Relative { get; init; }

    /// <summary>The same difference in units in the last place; omitted if the other side's numbers are rounded to digits.</summary>
    public double? Ulps { get; init; }

    /// <summary>The largest difference that counts as agreement.</summary>
    public double? Allowed { get; init; }

    /// <summary>The verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>The mark of a hand calculation.</summary>
    public string? Status { get; init; }

    /// <summary>What follows from the other side's own numbers, where the number was judged so.</summary>
    public double? Follows { get; init; }

    /// <summary>The same in reports of version 0.1.0, for hand calculations only; not written any more.</summary>
    public double? FromOwnNumbers { get; init; }

    /// <summary>Whether it follows; left out where it was not judged so.</summary>
    public string? Step { get; init; }

    /// <summary>Why the number is undecidable.</summary>
    public string? Reason { get; init; }

    /// <summary>The place of the number in its file.</summary>
    public JsonPlace? Place { get; init; }

    /// <summary>The number in the form of the report.</summary>
    /// <param name="number">The number.</param>
    /// <param name="place">Its place in its file, or null.</param>
    public static JsonNumber Of(ComparedNumber number, TextPosition? place = null)
    {
        bool isGiven = number.Other is not null;
        return new JsonNumber
        {
            Quantity = ContractWords.Of(number.Quantity),
            Layer = number.Layer,
            Tensor = JsonTensorFields.ParameterOf(number.Step),
            Sample = number.Sample,
            Row = number.Row,
            Column = number.Column,
            Engine = number.Engine,
            Other = number.Other,
            Absolute = isGiven ? number.Absolute : null,
            Relative = isGiven ? number.Relative : null,
            Ulps = isGiven ? number.Ulps : null,
            Allowed = isGiven ? number.Allowed : null,
            Verdict = isGiven ? ReportWords.Of(number.Verdict) : null,
            Status = number.Status is { } status ? ReportWords.Of(status) : null,
            Follows = number.FromOwnNumbers,
            Step = number.StepVerdict == StepVerdict.NoOperands ? null : ReportWords.Of(number.StepVerdict),
            Reason = number.Reason,
            Place = JsonPlace.Of(place),
        };
    }
}
