using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>The counts of a run.</summary>
public sealed record CheckSummary
{
    /// <summary>All fixtures, including those that could not be read.</summary>
    public int Fixtures { get; init; }

    /// <summary>Fixtures that agree.</summary>
    public int Passed { get; init; }

    /// <summary>Fixtures with a discrepancy.</summary>
    public int Failed { get; init; }

    /// <summary>Fixtures that are inconclusive.</summary>
    public int Inconclusive { get; init; }

    /// <summary>Fixtures that could not be checked.</summary>
    public int Errors { get; init; }

    /// <summary>How many of those errors are faults of the program itself.</summary>
    internal int InternalErrors { get; init; }

    /// <summary>Comparisons that were made.</summary>
    public int Comparisons { get; init; }

    /// <summary>Comparisons that were not made because an oracle is unavailable or does not support the fixture.</summary>
    public int Unavailable { get; init; }

    /// <summary>Those of them that the run left out, because the oracle does not offer what the fixture needs.</summary>
    public int Skipped { get; init; }

    /// <summary>Fixtures that nothing stood against, because every oracle was left out there. They are inconclusive, and leave the verdict
    /// of the run to the others.</summary>
    internal int LeftOut { get; init; }

    /// <summary>Fixtures that a filter left out. They are not among <see cref="Fixtures"/>.</summary>
    public int FilteredOut { get; init; }

    /// <summary>Fixtures that were not checked because an earlier one failed. They are not among <see cref="Fixtures"/>.</summary>
    public int NotChecked { get; init; }

    /// <summary>Comparisons that were not made because an oracle failed.</summary>
    public int OracleFailures { get; init; }

    /// <summary>Numbers that were compared.</summary>
    public int Numbers { get; init; }

    /// <summary>Numbers that differ.</summary>
    public int Discrepancies { get; init; }

    /// <summary>Numbers that are undecidable in a comparison.</summary>
    public int Undecidable { get; init; }

    /// <summary>Undecidable numbers that no other result settles.</summary>
    public int Unsettled { get; init; }

    /// <summary>Numbers that have lost their digits, though rounding explains them.</summary>
    public int Lossy { get; init; }

    /// <summary>Numbers that entries leave blank within tensors that they give.</summary>
    public int NotGiven { get; init; }

    /// <summary>Numbers of the engine that were compared with nothing, by quantity in the order of the calculation.</summary>
    public IReadOnlyList<QuantityCount> NotCompared { get; init; } = [];

    /// <summary>The fixed rules that applied, in order of appearance.</summary>
    public IReadOnlyList<RuleCount> FixedRules { get; init; } = [];

    /// <summary>Every count, with its name in the JSON report.</summary>
    internal IReadOnlyList<(string Name, int Count)> Counts =>
    [
        ("fixtures", Fixtures),
        ("passed", Passed),
        ("failed", Failed),
        ("inconclusive", Inconclusive),
        ("errors", Errors),
        ("comparisons", Comparisons),
        ("unavailable", Unavailable),
        ("oracleFailures", OracleFailures),
        ("numbers", Numbers),
        ("discrepancies", Discrepancies),
        ("undecidable", Undecidable),
        ("unsettled", Unsettled),
        ("lossy", Lossy),
        ("notGiven", NotGiven),
        ("skipped", Skipped),
        ("filteredOut", FilteredOut),
        ("notChecked", NotChecked),
    ];
}
