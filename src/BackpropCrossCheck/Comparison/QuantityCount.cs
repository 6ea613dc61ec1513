using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>How many numbers of a quantity something is said of.</summary>
/// <param name="Word">The contract's word for what they are: a gradient is one of weights or of a bias.</param>
/// <param name="Numbers">How many; at least 1.</param>
public sealed record QuantityCount(string Word, int Numbers)
{
    /// <summary>True for numbers after training.</summary>
    internal bool IsAfterTraining => Word == ContractWords.Of(Quantity.UpdatedWeights) || Word == ContractWords.Of(Quantity.UpdatedLoss);

    /// <summary>Adds counts up by quantity, in the order of the calculation; quantities without a number are left out.</summary>
    /// <param name="counts">The counts, in any order; a quantity may stand several times, and a count may be 0.</param>
    internal static IReadOnlyList<QuantityCount> Sum(IEnumerable<(string Word, int Numbers)> counts)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string word, int numbers) in counts)
        {
            sums[word] = sums.GetValueOrDefault(word) + numbers;
        }

        // Records that hold the result are equal where nothing is counted: it is one empty list.
        QuantityCount[] some =
            [.. ContractWords.Quantities.Where(word => sums.GetValueOrDefault(word) > 0).Select(word => new QuantityCount(word, sums[word]))];
        return some.Length == 0 ? [] : some;
    }
}
