using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a JSON report says of the rigour of a check: what nothing stood against, and what the rules would have seen.</summary>
internal static class RigourReader
{
    /// <summary>Reads how many numbers of each quantity nothing stood against.</summary>
    /// <param name="owner">A fixture or a comparison.</param>
    /// <exception cref="FormatException">A count is none.</exception>
    public static IReadOnlyList<QuantityCount> ReadNotCompared(ReportElement owner) => owner.Optional("notCompared") is not { } counts ? []
        : QuantityCount.Sum(Enum.GetValues<Quantity>().Select(quantity => (quantity, counts.Optional(ContractNames.Of(quantity))?.Count() ?? 0)));

    /// <summary>Adds the smallest defects that would have been seen.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="layout">The tensors of its fixture; null where the report does not say.</param>
    /// <param name="summaries">What the report says of the tensors otherwise.</param>
    /// <exception cref="FormatException">They are none, or those of tensors that there are not.</exception>
    public static IReadOnlyList<TensorSummary> AddSees(ReportElement comparison, TensorLayout? layout, IReadOnlyList<TensorSummary> summaries)
    {
        ILookup<int, ReportElement> seen = (comparison.Optional("sees")?.Elements() ?? []).ToLookup(tensor => NumberReader.SlotOf(tensor, layout).Index);
        return
        [
            .. summaries.Select(summary => seen[summary.Slot.Index].ToArray() is [var tensor, ..]
                ? summary with { Sees = tensor.Optional("sees")?.Real(), ZeroPasses = tensor.Optional("zeroPasses")?.Truth() ?? false }
                : summary),
        ];
    }
}
