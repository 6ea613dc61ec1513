using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A loss convention in the JSON report.</summary>
internal sealed record JsonLoss
{
    /// <summary>The kind of loss, in the contract's word.</summary>
    public string? Kind { get; init; }

    /// <summary>How the loss is reduced to one number, in the contract's word.</summary>
    public string? Reduction { get; init; }

    /// <summary>δ of huber.</summary>
    public double? Delta { get; init; }

    /// <summary>The convention in the form of the report.</summary>
    /// <param name="loss">The convention.</param>
    public static JsonLoss Of(Loss loss) => new()
    {
        Kind = loss.Term.Name,
        Reduction = ContractNames.Of(loss.Reduction),
        Delta = loss.Term.Delta,
    };
}
