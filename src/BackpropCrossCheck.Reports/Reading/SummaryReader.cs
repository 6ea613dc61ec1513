using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads the summary of each tensor of a comparison: how many numbers it has, and, from its items, how many of them do not agree
/// and where the first of those is.</summary>
internal static class SummaryReader
{
    /// <summary>Reads it.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="at">Its place.</param>
    /// <param name="layout">The possible tensors; null if the report does not state them.</param>
    /// <param name="listed">The listed numbers that have been read.</param>
    /// <exception cref="FormatException">The counts do not fit the network, the items or each other.</exception>
    public static TensorSummary[] Read(JsonComparison comparison, ReportPlace at, TensorLayout? layout, ComparedNumber[] listed)
    {
        IReadOnlyList<int> counts = at.Required("tensors", comparison.Tensors);
        ReportPlace tensors = at["tensors"];
        IReadOnlyList<Step> stored = layout?.StoredSteps ?? [];
        if (counts.Count > 0 && counts.Count != stored.Count)
        {
            throw tensors.Fault(FormattableString.Invariant(
                $"there are {counts.Count} counts; the network of this fixture has {stored.Count} tensors."));
        }

        ILookup<int, int> own = Enumerable.Range(0, listed.Length).ToLookup(item => listed[item].Step.Index);
        var summaries = new List<TensorSummary>();
        for (int i = 0; i < stored.Count; i++)
        {
            Step step = stored[i];
            int count = counts.Count == 0 ? 0 : tensors[i].Within(counts[i], 0, step.Length);
            int[] mine = [.. own[step.Index]];
            int given = mine.Count(item => listed[item].Other is not null);
            if (given > count || mine.Length - given > step.Length - count)
            {
                throw (counts.Count == 0 ? tensors : tensors[i]).Contradiction(
                    FormattableString.Invariant($"another count than {count} of {step.Length} numbers"), "the items");
            }

            if (count > 0)
            {
                summaries.Add(
                    new TensorSummary(
                        step, count, Count(mine, NumberVerdict.Differs), Count(mine, NumberVerdict.Undecidable))
                    { Place = Place(mine) });
            }
        }

        return [.. summaries.OrderBy(summary => summary.Step.Index)];

        int Count(int[] mine, NumberVerdict verdict) => mine.Count(item => listed[item].Verdict == verdict);

        TextPosition? Place(int[] mine)
        {
            int placed = Array.FindIndex(mine, item => comparison.Items![item]!.Place is not null);
            return placed < 0 ? null : ReadPlace(comparison.Items![mine[placed]]!.Place!, at["items"][mine[placed]]["place"]);
        }
    }

    private static TextPosition ReadPlace(JsonPlace place, ReportPlace at)
        => new(at.Count("line", place.Line, 1), at.Count("column", place.Column, 1));
}
