using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>The numbers that are differentiated: all of them, or in a large network a sample that includes every row of every tensor of
/// every layer. The same network always gives the same sample.</summary>
internal static class NumberSample
{
    /// <summary>Up to this many numbers, all are differentiated.</summary>
    public const int MostNumbers = 2000;

    /// <summary>A prime, so that the sampled columns vary from row to row.</summary>
    private const int ColumnStride = 7919;

    /// <summary>Whether the oracle gives a tensor: the derivatives by parameters and by pre-activations.</summary>
    /// <param name="step">The step.</param>
    public static bool IsDifferentiated(Step step) => step.IsGradient || step.Quantity == Quantity.Delta;

    /// <summary>The indices in a tensor that are differentiated.</summary>
    /// <param name="step">The step.</param>
    /// <param name="all">Whether all of them are.</param>
    public static IEnumerable<int> Of(Step step, bool all)
    {
        if (all || step.Columns == 1)
        {
            return Enumerable.Range(0, step.Length);
        }

        return Enumerable.Range(0, step.Rows).Select(row => (row * step.Columns) + (int)((long)row * ColumnStride % step.Columns));
    }

    /// <summary>Whether all numbers of a network are differentiated.</summary>
    /// <param name="layout">The network.</param>
    public static bool TakesAll(TensorLayout layout)
        => layout.Steps.Where(IsDifferentiated)
            .Sum(step => (long)step.Length) <= MostNumbers;
}
