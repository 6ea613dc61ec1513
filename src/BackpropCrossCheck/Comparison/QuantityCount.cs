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
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string word, int numbers) in counts)
        {
            sums[word] = sums.GetValueOrDefault(word) + numbers;
        }

        // Without any count, always the same empty list, so that the records that contain it are equal.
        QuantityCount[] some =
        [
            .. ContractWords.Quantities
                .Where(word => sums.GetValueOrDefault(word) > 0)
                .Select(word => new QuantityCount(word, sums[word])),
        ];
        return some.Length == 0 ? [] : some;
    }
}
