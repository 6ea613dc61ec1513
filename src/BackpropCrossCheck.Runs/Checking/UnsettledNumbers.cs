using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Counts the undecidable numbers that no other result settles: one whose own number is decided, and agrees with the undecidable one. That another result
/// agrees with the engine settles nothing.</summary>
internal static class UnsettledNumbers
{
    /// <summary>How many there are in the comparisons of a fixture.</summary>
    /// <param name="comparisons">All comparisons of the fixture, with their tensors.</param>
    /// <param name="agreement">How two results agree.</param>
    public static int Count(IReadOnlyList<ResultComparison> comparisons, IndependentAgreement agreement)
    {
        int count = 0;
        foreach (ResultComparison comparison in comparisons.Where(comparison => comparison.Undecidable > 0))
        {
            foreach (TensorComparison tensor in comparison.Tensors)
            {
                var open = new IndependentSide(comparison, tensor);
                IndependentSide[] others = [.. comparisons.Where(other => !ReferenceEquals(other, comparison))
                    .SelectMany(other => other.Tensors.Where(given => given.Slot == tensor.Slot).Select(given => new IndependentSide(other, given)))];
                for (int i = 0; i < tensor.Slot.Length; i++)
                {
                    bool isOpen = tensor.IsGiven(i) && tensor.Verdicts[i] == NumberVerdict.Undecidable;
                    count += isOpen && !Array.Exists(others, other => other.Tensor.Settles(i) && agreement.Settles(open, other, i)) ? 1 : 0;
                }
            }
        }

        return count;
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
