namespace BackpropCrossCheck.Reports.Json;

/// <summary>Says which tensor of the network something is about; what does not apply to its kind is left out.</summary>
internal interface IJsonTensor
{
    /// <summary>What its numbers are, in the word of the contract.</summary>
    string? Quantity { get; }

    /// <summary>The layer, from 1; left out for the losses.</summary>
    int? Layer { get; }

    /// <summary>Weights or bias; left out for what is no parameter.</summary>
    string? Tensor { get; }
}
