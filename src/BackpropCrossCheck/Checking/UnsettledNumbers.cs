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
}
