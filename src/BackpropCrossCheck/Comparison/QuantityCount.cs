using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>A count of numbers of one quantity.</summary>
/// <param name="Word">The contract's word for the quantity; weights and bias share the word gradient.</param>
/// <param name="Numbers">How many; at least 1.</param>
public sealed record QuantityCount(string Word, int Numbers)
{
    /// <summary>True for numbers after training.</summary>
    internal bool IsAfterTraining => Quantity.All.Any(quantity => quantity.IsAfterTraining && quantity.Word == Word);

    /// <summary>Adds up counts by quantity, in the order of the calculation. Quantities without numbers are omitted.</summary>
    /// <param name="counts">The counts, in any order. A quantity may occur several times, and a count may be 0.</param>
    internal static IReadOnlyList<QuantityCount> Sum(IEnumerable<(string Word, int Numbers)> counts)
    {
        var sums = new QuantitySums();
        foreach ((string word, int numbers) in counts)
        {
            sums.Add(word, numbers);
        }

        return sums.Counts();
    }
}
