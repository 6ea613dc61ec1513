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
        var given = new List<TensorComparison>?[engine.Layout.Capacity];
        bool[] areWhole = new bool[given.Length];
        foreach (JudgedResult comparison in comparisons)
        {
            foreach (TensorComparison tensor in comparison.Numbers.Tensors)
            {
                areWhole[tensor.Step.Index] |= tensor.Missing is null;
                (given[tensor.Step.Index] ??= []).Add(tensor);
            }
        }

        var sums = new QuantitySums();
        foreach (Step step in engine.Layout.Steps)
        {
            if (engine[step] is not null && !step.Quantity.IsOptional && !areWhole[step.Index])
            {
                sums.Add(ContractWords.Of(step.Quantity), Count(step, given[step.Index] ?? []));
            }
        }

        return sums.Counts();
    }

    /// <summary>Whether training has produced numbers that are not finite.</summary>
    /// <param name="engine">The engine's numbers.</param>
    public static bool HasDiverged(TensorSet engine) => engine.Layout.Steps
        .Where(step => step.IsAfterTraining)
        .Any(step => engine[step] is { } values && !Array.TrueForAll(values, double.IsFinite));

    /// <summary>How many numbers of a step nobody gives.</summary>
    private static int Count(Step step, List<TensorComparison> given)
    {
        if (given.Count == 0)
        {
            return step.Length;
        }

        int count = 0;
        for (int i = 0; i < step.Length; i++)
        {
            count += given.Exists(tensor => tensor.IsGiven(i)) ? 0 : 1;
        }

        return count;
    }
}
