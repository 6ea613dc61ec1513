namespace BackpropCrossCheck.Reports.Json;

/// <summary>The tensor of the network that something is about. Fields that do not apply are omitted.</summary>
internal interface IJsonTensor
{
    /// <summary>The quantity, in the contract's word.</summary>
    string? Quantity { get; }

    /// <summary>The layer, from 1; omitted for the losses.</summary>
    int? Layer { get; }

    /// <summary>Weights or bias; omitted for anything but a parameter.</summary>
    string? Tensor { get; }
}
