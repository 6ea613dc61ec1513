using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Someone else's results for a fixture.</summary>
/// <param name="By">The person or program that got them.</param>
/// <param name="Kind">Whether they were recorded from a program or calculated by hand.</param>
/// <param name="Loss">The convention in which the numbers are stated; of the same family as the fixture's.</param>
/// <param name="Precision">How precise the numbers are.</param>
/// <param name="Numbers">The numbers, in the convention of <paramref name="Loss"/>.</param>
public sealed record ExpectedEntry(string By, EntryKind Kind, Loss Loss, NumberPrecision Precision, TensorSet Numbers)
{
    /// <summary>Where the numbers are in the file; null for an entry created in memory.</summary>
    internal INumberOffsets? Offsets { get; init; }
}
