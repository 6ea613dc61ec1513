using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>How many numbers of a quantity something is said of.</summary>
/// <param name="Quantity">What they are numbers of.</param>
/// <param name="Numbers">How many; at least 1.</param>
public sealed record QuantityCount(Quantity Quantity, int Numbers)
{
    /// <summary>Adds counts up by quantity, in the order of the calculation; quantities without a number are left out.</summary>
    /// <param name="counts">The counts, in any order; a quantity may stand several times, and a count may be 0.</param>
    internal static IReadOnlyList<QuantityCount> Sum(IEnumerable<(Quantity Quantity, int Numbers)> counts)
    {
        int[] sums = new int[Enum.GetValues<Quantity>().Length];
        foreach ((Quantity quantity, int numbers) in counts)
        {
            sums[(int)quantity] += numbers;
        }

        // Records that hold the result are equal where nothing is counted: it is one empty list.
        return Array.TrueForAll(sums, sum => sum == 0) ? []
            : [.. Enum.GetValues<Quantity>().Where(quantity => sums[(int)quantity] > 0).Select(quantity => new QuantityCount(quantity, sums[(int)quantity]))];
    }
}
