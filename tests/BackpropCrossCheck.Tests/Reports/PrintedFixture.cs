namespace BackpropCrossCheck.Tests.Reports;

/// <summary>What a report page says about a fixture.</summary>
/// <param name="Name">Its name.</param>
internal sealed record PrintedFixture(string Name)
{
    private readonly List<PrintedComparison> _comparisons = [];

    /// <summary>The comparisons with numbers.</summary>
    public IReadOnlyList<PrintedComparison> Comparisons => _comparisons;

    /// <summary>The comparison that the lines that are read now belong to.</summary>
    public PrintedComparison Last => _comparisons[^1];

    /// <summary>How many numbers were compared, differ and are undecidable.</summary>
    public int[] Counts =>
    [
        _comparisons.Sum(comparison => comparison.Numbers),
        _comparisons.Sum(comparison => comparison.Differ),
        _comparisons.Sum(comparison => comparison.Undecidable),
    ];

    /// <summary>Reads a sentence, if it is one with the counts of a comparison.</summary>
    public void AddSentence(string sentence)
    {
        if (PrintedComparison.Of(sentence) is { } comparison)
        {
            _comparisons.Add(comparison);
        }
    }
}
