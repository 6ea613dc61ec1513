using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Counts the undecidable numbers that no other result settles. A result settles a number if its own number is decided and agrees
/// with the undecidable one. Another result's agreement with the engine settles nothing.</summary>
internal static class UnsettledNumbers
{
    /// <summary>How many there are in the comparisons of a fixture.</summary>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    /// <param name="agreement">Decides whether two results agree.</param>
    public static int Count(IReadOnlyList<JudgedResult> comparisons, IndependentAgreement agreement)
    {
        int count = 0;
        foreach (JudgedResult judged in comparisons.Where(judged => judged.Comparison.Undecidable > 0))
        {
            foreach (TensorComparison tensor in judged.Numbers.Tensors)
            {
                var open = new IndependentSide(judged.Comparison, tensor);
                IndependentSide[] others = [.. comparisons.Where(other => !ReferenceEquals(other, judged))
                    .SelectMany(other => other.Numbers.Tensors.Where(given => given.Step == tensor.Step)
                        .Select(given => new IndependentSide(other.Comparison, given)))];
                for (int i = 0; i < tensor.Step.Length; i++)
                {
                    bool isOpen = tensor.IsGiven(i) && tensor.Verdicts[i] == NumberVerdict.Undecidable;
                    count += isOpen && !Array.Exists(others, other => other.Tensor.Settles(i) && agreement.Settles(open, other, i)) ? 1 : 0;
                }
            }
        }

        return count;
    }

    /// <summary>The smallest possible count for a fixture whose report lists only numbers that differ or are undecidable: those that are
    /// undecidable in every comparison with numbers for their tensor.</summary>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    public static int Least(IReadOnlyList<ResultComparison> comparisons)
    {
        var given = comparisons.SelectMany(comparison => comparison.Summaries).Where(summary => summary.Numbers > 0)
            .CountBy(summary => summary.Step).ToDictionary();
        return comparisons.SelectMany(comparison => comparison.Notable).Where(number => number.Verdict == NumberVerdict.Undecidable)
            .CountBy(number => (number.Step, number.Index)).Count(number => number.Value == given[number.Key.Step]);
    }
}
