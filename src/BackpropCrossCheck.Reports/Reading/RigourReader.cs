using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a JSON report says of the rigour of a check: what nothing stood against, and what the rules would have
/// seen.</summary>
internal static class RigourReader
{
    /// <summary>Reads how many numbers of each quantity nothing stood against.</summary>
    /// <param name="counts">The counts, or null.</param>
    /// <param name="at">The fixture or comparison that they are of.</param>
    /// <exception cref="FormatException">A count is none.</exception>
    public static IReadOnlyList<QuantityCount> ReadNotCompared(IReadOnlyDictionary<string, int>? counts, ReportPlace at)
        => counts is null ? []
        : QuantityCount.Sum(ContractWords.Quantities.Select(word => (word, Count(counts, word, at["notCompared"]))));

    /// <summary>A count by its name; 0 where it is not there.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="name">The name.</param>
    /// <param name="at">The object that they are in.</param>
    /// <exception cref="FormatException">It is negative.</exception>
    public static int Count(IReadOnlyDictionary<string, int> counts, string name, ReportPlace at)
        => at.OptionalCount(name, counts.TryGetValue(name, out int count) ? count : null) ?? 0;

    /// <summary>Adds the smallest defects that would have been seen.</summary>
    /// <param name="sees">What the report says of them, or null.</param>
    /// <param name="at">The comparison.</param>
    /// <param name="layout">The tensors of its fixture; null where the report does not say.</param>
    /// <param name="summaries">What the report says of the tensors otherwise.</param>
    /// <exception cref="FormatException">They are those of tensors that there are not.</exception>
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
