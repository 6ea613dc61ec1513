using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>Counts a run, fixture by fixture in the order of their files, so that nobody has to keep the fixtures for it.</summary>
internal sealed class RunTally
{
    private readonly int[] _verdicts = new int[(int)Verdict.Error + 1];
    private readonly int[] _statuses = new int[(int)ComparisonStatus.Failed + 1];
    private readonly QuantitySums _notCompared = new();
    private readonly List<RuleCount> _rules = [];
    private readonly Dictionary<string, int> _placesOfRules = new(StringComparer.Ordinal);
    private readonly List<Witness> _witnesses = [];

    // By the kind of their results.
    private readonly Dictionary<string, int>[] _placesOfWitnesses =
        [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];

    private int _fixtures;
    private int _internalErrors;
    private int _leftOut;
    private int _unsettled;
    private int _numbers;
    private int _discrepancies;
    private int _undecidable;
    private int _lossy;
    private int _notGiven;
    private int _skipped;

    /// <summary>The counts.</summary>
    public CheckSummary Summary => new()
    {
        Fixtures = _fixtures,
        Passed = _verdicts[(int)Verdict.Pass],
        Failed = _verdicts[(int)Verdict.Fail],
        Inconclusive = _verdicts[(int)Verdict.Inconclusive],
        Errors = _verdicts[(int)Verdict.Error],
        Comparisons = _statuses[(int)ComparisonStatus.Computed],
        Unavailable = _statuses[(int)ComparisonStatus.Unavailable],
        OracleFailures = _statuses[(int)ComparisonStatus.Failed],
        InternalErrors = _internalErrors,
        LeftOut = _leftOut,
        Unsettled = _unsettled,
        Numbers = _numbers,
        Discrepancies = _discrepancies,
        Undecidable = _undecidable,
        Lossy = _lossy,
        NotGiven = _notGiven,
        Skipped = _skipped,
        NotCompared = _notCompared.Counts(),
        // Without a rule, always the same empty list, so that the records that contain it are equal.
        FixedRules = _rules.Count == 0 ? [] : _rules.ToArray(),
    };

    /// <summary>The witnesses, in order of appearance.</summary>
    public IReadOnlyList<Witness> Witnesses => [.. _witnesses];

    /// <summary>Whether any delta, gradient or result of training was compared with something.</summary>
    public bool ChecksGradients { get; private set; }

    /// <summary>The tally of fixtures.</summary>
    /// <param name="fixtures">Their reports, in the order of the files.</param>
    public static RunTally Of(IEnumerable<FixtureReport> fixtures)
    {
        var tally = new RunTally();
        foreach (FixtureReport fixture in fixtures)
        {
            tally.Add(fixture);
        }

        return tally;
    }

    /// <summary>Counts the next fixture.</summary>
    /// <param name="fixture">Its report.</param>
    public void Add(FixtureReport fixture)
    {
        _verdicts[(int)fixture.Verdict]++;
        _fixtures++;
        _internalErrors += fixture.Error is { IsInternal: true } ? 1 : 0;
        _leftOut += fixture.IsLeftOut ? 1 : 0;
        _unsettled += fixture.Unsettled;
        foreach (QuantityCount count in fixture.NotCompared)
        {
            _notCompared.Add(count.Word, count.Numbers);
        }

        foreach (ResultComparison comparison in fixture.Comparisons)
        {
            Add(comparison);
        }
    }

    private void Add(ResultComparison comparison)
    {
        _statuses[(int)comparison.Status]++;
        _numbers += comparison.Numbers;
        _discrepancies += comparison.Discrepancies;
        _undecidable += comparison.Undecidable;
        _lossy += comparison.Lossy;
        _notGiven += comparison.NotGiven;
        _skipped += comparison.IsSkipped ? 1 : 0;
        if (comparison.HasFixedRule)
        {
            AddRule(comparison.Rule!);
        }

        if (comparison is { Status: ComparisonStatus.Computed, Numbers: > 0 })
        {
            AddWitness(comparison);
        }
    }

    private void AddWitness(ResultComparison comparison)
    {
        bool hasGradients = false;
        foreach (TensorSummary tensor in comparison.Summaries)
        {
            hasGradients |= tensor.Numbers > 0 && tensor.Step.IsGradient;
            ChecksGradients |= tensor.Numbers > 0
                && (tensor.Step.Quantity.Pass == CalculationPass.Backward || tensor.Step.Quantity.IsUpdatedParameter);
        }

        Dictionary<string, int> places = _placesOfWitnesses[(int)comparison.Kind];
        if (!places.TryGetValue(comparison.Against, out int place))
        {
            place = _witnesses.Count;
            places.Add(comparison.Against, place);
            _witnesses.Add(new Witness(comparison.Against, comparison.Kind, 0));
        }

        Witness earlier = _witnesses[place];
        _witnesses[place] = earlier with
        {
            Comparisons = earlier.Comparisons + 1,
            WithGradients = earlier.WithGradients + (hasGradients ? 1 : 0),
        };
    }

    private void AddRule(string rule)
    {
        if (_placesOfRules.TryGetValue(rule, out int place))
        {
            _rules[place] = new RuleCount(rule, _rules[place].Comparisons + 1);
        }
        else
        {
            _placesOfRules.Add(rule, _rules.Count);
            _rules.Add(new RuleCount(rule, 1));
        }
    }
}
