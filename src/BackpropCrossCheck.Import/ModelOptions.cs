using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Import.Arrays;

namespace BackpropCrossCheck.Import;

/// <summary>What is said about a model besides its file.</summary>
internal sealed record ModelOptions
{
    /// <summary>How much of a file is read and unpacked at most, in MiB.</summary>
    public required int Limit { get; init; }

    /// <summary>The sizes of the layers, inputs first; null if they are not given.</summary>
    public IReadOnlyList<int>? Sizes { get; init; }

    /// <summary>An activation for each layer; null if they are not given.</summary>
    public IReadOnlyList<Activation>? Activations { get; init; }

    /// <summary>How matrices are arranged; null to tell by names and sizes.</summary>
    public KernelLayout? Layout { get; init; }

    /// <summary>Which array is which; empty to tell by names.</summary>
    public IReadOnlyList<ArrayPlace> Map { get; init; } = [];
}
