using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>Counts the numbers that are undecidable in every comparison that has them: one witness that agrees settles a number.</summary>
internal static class UnsettledNumbers
{
    /// <summary>The number of them in a fixture.</summary>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    public static int Count(IReadOnlyList<ResultComparison> comparisons)
    {
        if (comparisons.All(comparison => comparison.Undecidable == 0))
        {
            return 0;
        }

        var open = new HashSet<(TensorSlot Slot, int Index)>();
        foreach (ResultComparison comparison in comparisons.Where(comparison => comparison.Undecidable > 0))
        {
            open.UnionWith(comparison.Notable.Where(number => number.Verdict == NumberVerdict.Undecidable).Select(number => (number.Tensor.Slot, number.Index)));
        }

        foreach (TensorComparison tensor in comparisons.SelectMany(comparison => open.Count > 0 ? comparison.Tensors : []))
        {
            open.RemoveWhere(number => number.Slot == tensor.Slot && tensor.Settles(number.Index));
        }

        return open.Count;
    }

    /// <summary>The least that there can be in a fixture whose report lists only the numbers that differ or are undecidable: those that are undecidable in every
    /// comparison that gives numbers of their tensor.</summary>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    public static int Least(IReadOnlyList<ResultComparison> comparisons)
    {
        var given = comparisons.SelectMany(comparison => comparison.Summaries).Where(summary => summary.Numbers > 0)
            .CountBy(summary => summary.Slot).ToDictionary();
        return comparisons.SelectMany(comparison => comparison.Notable).Where(number => number.Verdict == NumberVerdict.Undecidable)
            .CountBy(number => (number.Tensor.Slot, number.Index)).Count(number => number.Value == given[number.Key.Slot]);
    }
}
