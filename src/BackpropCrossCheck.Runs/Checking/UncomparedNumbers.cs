using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>Counts the engine's numbers of a fixture that were compared with nothing, because no oracle and no entry gave them.</summary>
internal static class UncomparedNumbers
{
    /// <summary>The counts by quantity, in the order of the calculation; empty if every number was compared.</summary>
    /// <param name="engine">The engine's numbers.</param>
    /// <param name="comparisons">All comparisons of the fixture.</param>
    public static IReadOnlyList<QuantityCount> Count(TensorSet engine, IReadOnlyList<JudgedResult> comparisons)
    {
        ILookup<int, TensorComparison> given = comparisons.SelectMany(comparison => comparison.Numbers.Tensors)
            .ToLookup(tensor => tensor.Step.Index);
        return QuantityCount.Sum(engine.Layout.Steps
            .Where(step => engine[step] is not null && !step.Quantity.IsOptional)
            .Select(step => (ContractWords.Of(step.Quantity), Count(step, [.. given[step.Index]]))));
    }

    /// <summary>Whether training has produced numbers that are not finite.</summary>
    /// <param name="engine">The engine's numbers.</param>
    public static bool HasDiverged(TensorSet engine) => engine.Layout.Steps
        .Where(step => step.IsAfterTraining)
        .Any(step => engine[step] is { } values && !Array.TrueForAll(values, double.IsFinite));

    private static int Count(Step step, TensorComparison[] given)
    {
        if (Array.Exists(given, tensor => tensor.Missing is null))
        {
            return 0;
        }

        int count = 0;
        for (int i = 0; i < step.Length; i++)
        {
            count += Array.Exists(given, tensor => tensor.IsGiven(i)) ? 0 : 1;
        }

        return count;
    }
}
