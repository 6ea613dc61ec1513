using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads how rigorous a check was according to a JSON report: which numbers were compared with nothing, and what the rules would
/// have noticed.</summary>
internal static class RigourReader
{
    /// <summary>Reads how many numbers of each quantity were compared with nothing.</summary>
    /// <param name="counts">The counts, or null.</param>
    /// <param name="at">Their fixture or comparison.</param>
    /// <exception cref="FormatException">A count is invalid.</exception>
    public static IReadOnlyList<QuantityCount> ReadNotCompared(IReadOnlyDictionary<string, int>? counts, ReportPlace at)
        => counts is null ? []
        : QuantityCount.Sum(ContractWords.Quantities.Select(word => (word, Count(counts, word, at["notCompared"]))));

    /// <summary>A count by its name; 0 if it is missing.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="name">The name.</param>
    /// <param name="at">The object that contains them.</param>
    /// <exception cref="FormatException">It is negative.</exception>
    public static int Count(IReadOnlyDictionary<string, int> counts, string name, ReportPlace at)
        => at.OptionalCount(name, counts.TryGetValue(name, out int count) ? count : null) ?? 0;

    /// <summary>Adds the smallest defects that would have been noticed.</summary>
    /// <param name="sees">The report's entries for them, or null.</param>
    /// <param name="at">The comparison.</param>
    /// <param name="layout">The tensors of its fixture; null if the report does not state them.</param>
    /// <param name="summaries">The summaries so far.</param>
    /// <exception cref="FormatException">An entry names a tensor that does not exist.</exception>
    public static IReadOnlyList<TensorSummary> AddSees(
        IReadOnlyList<JsonSeen?>? sees, ReportPlace at, TensorLayout? layout, IReadOnlyList<TensorSummary> summaries)
    {
        ILookup<int, JsonSeen> seen = at.Each("sees", sees ?? [])
            .ToLookup(tensor => NumberReader.StepOf(tensor.Value, tensor.Place, layout).Index, tensor => tensor.Value);
        return
        [
            .. summaries.Select(summary => seen[summary.Step.Index].FirstOrDefault() is { } tensor
                ? summary with { Sees = tensor.Sees, ZeroPasses = tensor.ZeroPasses ?? false }
                : summary),
        ];
    }
}
