using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A loss convention in the JSON report.</summary>
internal sealed record JsonLoss
{
    /// <summary>The kind of the loss, in the word of the contract.</summary>
    public string? Kind { get; init; }

    /// <summary>How the loss is reduced to one number, in the word of the contract.</summary>
    public string? Reduction { get; init; }

    /// <summary>The convention as the report says it.</summary>
    /// <param name="loss">The convention.</param>
    public static JsonLoss Of(Loss loss) => new() { Kind = loss.Term.Name, Reduction = ContractNames.Of(loss.Reduction) };
}
