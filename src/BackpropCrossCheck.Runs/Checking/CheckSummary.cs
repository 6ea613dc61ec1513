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

    /// <summary>Those of them in which the program itself is at fault.</summary>
    internal int InternalErrors { get; init; }

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

    /// <summary>Undecidable numbers that no other result settles.</summary>
    public int Unsettled { get; init; }

    /// <summary>Numbers that entries leave blank in tensors that they give.</summary>
    public int NotGiven { get; init; }

    /// <summary>Numbers of the engine that nothing stood against, by quantity in the order of the calculation.</summary>
    public IReadOnlyList<QuantityCount> NotCompared { get; init; } = [];

    /// <summary>The fixed rules that were in force, in the order in which they appear.</summary>
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
        ("notGiven", NotGiven),
    ];

    internal static CheckSummary Of(IReadOnlyList<FixtureReport> fixtures)
    {
        int[] verdicts = new int[4];
        int[] statuses = new int[3];
        int numbers = 0;
        int discrepancies = 0;
        int undecidable = 0;
        int unsettled = 0;
        int notGiven = 0;
        foreach (FixtureReport fixture in fixtures)
        {
            verdicts[(int)fixture.Verdict]++;
            unsettled += fixture.Unsettled;
            foreach (ResultComparison comparison in fixture.Comparisons)
            {
                statuses[(int)comparison.Status]++;
                numbers += comparison.Numbers;
                discrepancies += comparison.Discrepancies;
                undecidable += comparison.Undecidable;
                notGiven += comparison.NotGiven;
            }
        }

        return new CheckSummary
        {
            Fixtures = fixtures.Count,
            Passed = verdicts[(int)Verdict.Pass],
            Failed = verdicts[(int)Verdict.Fail],
            Inconclusive = verdicts[(int)Verdict.Inconclusive],
            Errors = verdicts[(int)Verdict.Error],
            InternalErrors = fixtures.Count(fixture => fixture.Error is { IsInternal: true }),
            Comparisons = statuses[(int)ComparisonStatus.Computed],
            Unavailable = statuses[(int)ComparisonStatus.Unavailable],
            OracleFailures = statuses[(int)ComparisonStatus.Failed],
            Numbers = numbers,
            Discrepancies = discrepancies,
            Undecidable = undecidable,
            Unsettled = unsettled,
            NotGiven = notGiven,
            NotCompared = QuantityCount.Sum(
                fixtures.SelectMany(fixture => fixture.NotCompared).Select(count => (count.Word, count.Numbers))),
            FixedRules = CountRules(fixtures),
        };
    }

    private static RuleCount[] CountRules(IReadOnlyList<FixtureReport> fixtures)
    {
        RuleCount[] rules =
        [
            .. fixtures.SelectMany(fixture => fixture.Comparisons).Where(comparison => comparison.HasFixedRule)
                .CountBy(comparison => comparison.Rule!).Select(rule => new RuleCount(rule.Key, rule.Value)),
        ];
        // Records that hold the result are equal where there is no rule: it is one empty list.
        return rules.Length == 0 ? [] : rules;
    }
}
