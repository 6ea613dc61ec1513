using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Counts by name in the JSON report. Names with a count of 0 are omitted.</summary>
internal static class JsonCounts
{
    /// <summary>Numbers by quantity, in the order of the calculation; null if there are none.</summary>
    /// <param name="counts">The counts.</param>
    public static IReadOnlyDictionary<string, int>? Of(IReadOnlyList<QuantityCount> counts)
        => counts.Count == 0 ? null : Ordered(counts.Select(count => (count.Word, count.Numbers)));

    /// <summary>Numbers by mark, in the order of the marks; null if there are no marks.</summary>
    /// <param name="marks">The counts.</param>
    public static IReadOnlyDictionary<string, int>? Of(IReadOnlyList<MarkCount>? marks)
        => marks is null ? null : Ordered(marks.Select(mark => (ReportWords.Of(mark.Status), mark.Numbers)));

    private static OrderedDictionary<string, int> Ordered(IEnumerable<(string Name, int Count)> counts)
    {
        var ordered = new OrderedDictionary<string, int>();
        foreach ((string name, int count) in counts)
        {
            ordered.Add(name, count);
        }

        return ordered;
    }
}
