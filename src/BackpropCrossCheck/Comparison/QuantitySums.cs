using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Adds up counts of numbers by quantity.</summary>
internal sealed class QuantitySums
{
    private static readonly string[] Words = [.. ContractWords.Quantities];

    private readonly int[] _sums = new int[Words.Length];

    /// <summary>Adds a count.</summary>
    /// <param name="word">The contract's word for the quantity.</param>
    /// <param name="numbers">How many.</param>
    public void Add(string word, int numbers) => _sums[Array.IndexOf(Words, word)] += numbers;

    /// <summary>The counts in the order of the calculation, without quantities that have none.</summary>
    public IReadOnlyList<QuantityCount> Counts()
    {
        var counts = new List<QuantityCount>();
        for (int i = 0; i < _sums.Length; i++)
        {
            if (_sums[i] > 0)
            {
                counts.Add(new QuantityCount(Words[i], _sums[i]));
            }
        }

        // Without any count, always the same empty list, so that the records that contain it are equal.
        return counts.Count == 0 ? [] : counts.ToArray();
    }
}
