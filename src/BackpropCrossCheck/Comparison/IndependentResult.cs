using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Numbers that somebody else got for a fixture.</summary>
/// <param name="By">An oracle's name or the entry's "by".</param>
/// <param name="Kind">Where they come from.</param>
/// <param name="Precision">How precise they are.</param>
/// <param name="Loss">The convention they are stated in.</param>
/// <param name="Numbers">The numbers.</param>
public sealed record IndependentResult(string By, ResultKind Kind, NumberPrecision Precision, Loss Loss, TensorSet Numbers)
{
    /// <summary>How far each number may be off by the other side's own estimate, in the convention of <see cref="Loss"/>; null where the
    /// rounding of its format is all there is.</summary>
    public TensorSet? Errors { get; init; }

    /// <summary>The format the numbers were calculated in; null where they have digits instead.</summary>
    public FloatFormat? Format => Precision is NumberPrecision.Format format ? format.Value : null;

    /// <summary>The result that an entry of a fixture states.</summary>
    /// <param name="entry">The entry.</param>
    public static IndependentResult Of(ExpectedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new IndependentResult(
            entry.By, entry.Kind == EntryKind.Hand ? ResultKind.Hand : ResultKind.Recorded, entry.Precision, entry.Loss, entry.Numbers);
    }
}
