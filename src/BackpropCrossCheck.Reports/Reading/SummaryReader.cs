using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a comparison says of each tensor: how many numbers it gives, and, from its items, how many of them do not agree and where the first of these stands.</summary>
internal static class SummaryReader
{
    /// <summary>Reads it.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="layout">The tensors that there are; null where the report does not say.</param>
    /// <param name="items">The numbers that it lists.</param>
    /// <param name="listed">What was read of them.</param>
    /// <exception cref="FormatException">The counts do not fit the network, the items or each other.</exception>
    public static TensorSummary[] Read(ReportElement comparison, TensorLayout? layout, ReportElement[] items, ComparedNumber[] listed)
    {
        ReportElement tensors = comparison["tensors"];
        ReportElement[] counts = [.. tensors.Elements()];
        int slots = layout?.Slots.Count ?? 0;
        if (counts.Length > 0 && counts.Length != slots)
        {
            throw tensors.Fault(FormattableString.Invariant($"there are {counts.Length} counts; the network of this fixture has {slots} tensors."));
        }

        ILookup<int, int> own = Enumerable.Range(0, listed.Length).ToLookup(item => listed[item].Tensor.Slot.Index);
        var summaries = new List<TensorSummary>();
        for (int i = 0; i < slots; i++)
        {
            TensorSlot slot = layout!.Slots[i];
            int count = counts.Length == 0 ? 0 : counts[i].Count(0, slot.Length);
            int[] mine = [.. own[slot.Index]];
            int given = mine.Count(item => listed[item].Other is not null);
            if (given > count || mine.Length - given > slot.Length - count)
            {
                throw (counts.Length == 0 ? tensors : counts[i]).Contradiction(FormattableString.Invariant($"another count than {count} of {slot.Length} numbers"), "the items");
            }

            if (count > 0)
            {
                summaries.Add(new TensorSummary(slot, count, Count(mine, NumberVerdict.Differs), Count(mine, NumberVerdict.Undecidable)) { Place = Place(mine) });
            }
        }

        return [.. summaries];

        int Count(int[] mine, NumberVerdict verdict) => mine.Count(item => listed[item].Verdict == verdict);

        TextPosition? Place(int[] mine)
            => mine.Select(item => items[item].Optional("place")).FirstOrDefault(place => place is not null) is { } at ? new TextPosition(at["line"].Count(1), at["column"].Count(1)) : null;
    }
}
