using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>Which numbers are differentiated: all of them, or in a large network a sample that touches every row of every tensor of every
/// layer. Always the same for the same network.</summary>
internal static class NumberSample
{
    /// <summary>Numbers up to which all are differentiated.</summary>
    public const int MostNumbers = 2000;

    /// <summary>A prime, so that the columns that are taken wander over the rows.</summary>
    private const int ColumnStride = 7919;

    /// <summary>The indices of a tensor that are differentiated.</summary>
    /// <param name="step">The step.</param>
    /// <param name="all">Whether all are.</param>
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
        => layout.Steps.Where(step => step.Quantity is Quantity.WeightGradient or Quantity.BiasGradient or Quantity.Delta)
            .Sum(step => (long)step.Length) <= MostNumbers;
}
