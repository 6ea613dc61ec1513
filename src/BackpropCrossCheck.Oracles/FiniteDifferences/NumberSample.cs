using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>The numbers that are differentiated, and how: a few one by one, with every step; many a unit at a time.</summary>
internal static class NumberSample
{
    /// <summary>Up to this many numbers, each is differentiated by itself.</summary>
    public const int MostNumbers = 2000;

    /// <summary>Whether the oracle gives a tensor: the derivatives by parameters and by pre-activations.</summary>
    /// <param name="step">The step.</param>
    public static bool IsDifferentiated(Step step) => step.IsGradient || step.Quantity == Quantity.Delta;

    /// <summary>Whether the numbers of a network are few.</summary>
    /// <param name="layout">The network.</param>
    public static bool AreFew(TensorLayout layout)
        => layout.Steps.Where(IsDifferentiated)
            .Sum(step => (long)step.Length) <= MostNumbers;
}
