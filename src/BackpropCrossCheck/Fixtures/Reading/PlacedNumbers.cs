using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>The numbers of an entry while it is read, and where they are.</summary>
/// <param name="layout">The tensors that are possible.</param>
internal readonly struct PlacedNumbers(TensorLayout layout)
{
    /// <summary>The numbers.</summary>
    public TensorSet Values { get; } = new(layout);

    /// <summary>Where the tensors begin.</summary>
    public TensorOffsets Offsets { get; } = new(layout);
}
