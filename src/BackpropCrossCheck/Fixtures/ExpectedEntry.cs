using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Results that somebody else got for a fixture.</summary>
/// <param name="By">Who or what got them.</param>
/// <param name="Kind">Recorded from a program or calculated by hand.</param>
/// <param name="Loss">The convention that the numbers are stated in; of the same family as the fixture's.</param>
/// <param name="Precision">How precise the numbers are.</param>
/// <param name="Numbers">The numbers, in the convention of <paramref name="Loss"/>.</param>
public sealed record ExpectedEntry(string By, EntryKind Kind, Loss Loss, NumberPrecision Precision, TensorSet Numbers);
