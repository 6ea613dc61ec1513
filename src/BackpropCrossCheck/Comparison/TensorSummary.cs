using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>What a comparison says of one tensor, without its numbers.</summary>
/// <param name="Slot">Which tensor.</param>
/// <param name="Numbers">The numbers compared.</param>
/// <param name="Discrepancies">Those that differ, or are wrong.</param>
/// <param name="Undecidable">Those that cannot be told.</param>
public sealed record TensorSummary(TensorSlot Slot, int Numbers, int Discrepancies, int Undecidable)
{
    /// <summary>The verdict of the number that <see cref="Place"/> is the place of.</summary>
    internal NumberVerdict PlacedVerdict => Discrepancies > 0 ? NumberVerdict.Differs : Undecidable > 0 ? NumberVerdict.Undecidable : NumberVerdict.Agrees;

    /// <summary>Where the fixture's file has the first number that differs, or else is undecidable; null where none does or the file has no place for it.</summary>
    public TextPosition? Place { get; init; }

    /// <summary>What a tensor's numbers come to.</summary>
    /// <param name="tensor">The tensor, judged.</param>
    internal static TensorSummary Of(TensorComparison tensor)
    {
        int numbers = 0;
        int discrepancies = 0;
        int undecidable = 0;
        for (int i = 0; i < tensor.Slot.Length; i++)
        {
            if (tensor.IsGiven(i))
            {
                numbers++;
                discrepancies += tensor.Verdicts[i] == NumberVerdict.Differs ? 1 : 0;
                undecidable += tensor.Verdicts[i] == NumberVerdict.Undecidable ? 1 : 0;
            }
        }

        return new TensorSummary(tensor.Slot, numbers, discrepancies, undecidable);
    }
}
