using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>What a run counted.</summary>
public sealed record CheckSummary
{
    /// <summary>All fixtures, those that could not be read included.</summary>
    public int Fixtures { get; init; }

    /// <summary>Fixtures that agree.</summary>
    public int Passed { get; init; }

    /// <summary>Fixtures with a discrepancy.</summary>
    public int Failed { get; init; }

    /// <summary>Fixtures of which it cannot be told.</summary>
    public int Inconclusive { get; init; }

    /// <summary>Fixtures that could not be checked.</summary>
    public int Errors { get; init; }

    /// <summary>Comparisons that were made.</summary>
    public int Comparisons { get; init; }

    /// <summary>Comparisons that were not made because an oracle is unavailable or does not offer what is needed.</summary>
    public int Unavailable { get; init; }

    /// <summary>Comparisons that were not made because an oracle failed.</summary>
    public int OracleFailures { get; init; }

    /// <summary>Numbers that were compared.</summary>
    public int Numbers { get; init; }

    /// <summary>Numbers that differ.</summary>
    public int Discrepancies { get; init; }

    /// <summary>Numbers that cannot be told in a comparison.</summary>
    public int Undecidable { get; init; }

    /// <summary>Numbers that are undecidable in every comparison that has them.</summary>
    public int Unsettled { get; init; }

    /// <summary>Numbers that entries leave blank in tensors that they give.</summary>
    public int NotGiven { get; init; }

    internal static CheckSummary Of(IReadOnlyList<FixtureReport> fixtures)
    {
        ResultComparison[] comparisons = [.. fixtures.SelectMany(fixture => fixture.Comparisons)];
        return new CheckSummary
        {
            Fixtures = fixtures.Count,
            Passed = fixtures.Count(fixture => fixture.Verdict == Verdict.Pass),
            Failed = fixtures.Count(fixture => fixture.Verdict == Verdict.Fail),
            Inconclusive = fixtures.Count(fixture => fixture.Verdict == Verdict.Inconclusive),
            Errors = fixtures.Count(fixture => fixture.Verdict == Verdict.Error),
            Comparisons = comparisons.Count(comparison => comparison.Status == ComparisonStatus.Computed),
            Unavailable = comparisons.Count(comparison => comparison.Status == ComparisonStatus.Unavailable),
            OracleFailures = comparisons.Count(comparison => comparison.Status == ComparisonStatus.Failed),
            Numbers = comparisons.Sum(comparison => comparison.Numbers),
            Discrepancies = comparisons.Sum(comparison => comparison.Discrepancies),
            Undecidable = comparisons.Sum(comparison => comparison.Undecidable),
            Unsettled = fixtures.Sum(fixture => fixture.Unsettled),
            NotGiven = comparisons.Sum(comparison => comparison.NotGiven),
        };
    }
}
