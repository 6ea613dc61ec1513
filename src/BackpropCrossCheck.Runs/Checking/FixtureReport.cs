using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>The result of a run for one fixture.</summary>
public sealed record FixtureReport
{
    private readonly TensorLayout? _layout;

    /// <summary>Its name; null if the file could not be read that far.</summary>
    public string? Name { get; init; }

    /// <summary>Its file, as given.</summary>
    public required string File { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why it could not be checked; null if it was checked.</summary>
    public FixtureError? Error { get; init; }

    /// <summary>The fixture; null if it could not be read.</summary>
    public Fixture? Fixture { get; init; }

    /// <summary>The tensors of its calculation, and so also samples, widths and biases; null if it could not be read.</summary>
    public TensorLayout? Layout
    {
        get => _layout ?? Fixture?.Layout;
        init => _layout = value;
    }

    /// <summary>The convention in which the numbers are stated; null if the fixture could not be read.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The comparison of the engine with each other result: the oracles in the order of the run, then the entries in the order of
    /// the file.</summary>
    public IReadOnlyList<ResultComparison> Comparisons { get; init; } = [];

    /// <summary>Who stands alone.</summary>
    public IReadOnlyList<Outlier> Outliers { get; init; } = [];

    /// <summary>Disagreements of at least three independent results in which nobody stands alone.</summary>
    public IReadOnlyList<Split> Splits { get; init; } = [];

    /// <summary>How many undecidable numbers no other result settles.</summary>
    public int Unsettled { get; init; }

    /// <summary>The engine's numbers that were compared with nothing, by quantity in the order of the calculation.</summary>
    public IReadOnlyList<QuantityCount> NotCompared { get; init; } = [];

    /// <summary>Whether the fixture's training gives numbers that are not finite.</summary>
    public bool TrainingDiverges { get; init; }

    /// <summary>Why the fixture is inconclusive; null if it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether nothing stood against the engine because every oracle was left out, as the run asked for.</summary>
    internal bool IsLeftOut => Comparisons.Count > 0 && Comparisons.All(comparison => comparison.IsSkipped);

    /// <summary>Whether it passes, and the summary of a run only counts it.</summary>
    internal bool IsOnlyCounted => Verdict == Verdict.Pass && !IsBlind
        && Comparisons.All(comparison => comparison is { Status: ComparisonStatus.Computed, FirstLossy: null });

    /// <summary>Whether it passes, and no comparison would have seen a defect of 1 % in one of its gradients.</summary>
    internal bool IsBlind => Verdict == Verdict.Pass && Gradients.Any(tensor => tensor.MissesSmallDefects
        && Gradients.All(witness => witness.Step.Index != tensor.Step.Index || witness.MissesSmallDefects));

    private IEnumerable<TensorSummary> Gradients => Comparisons.SelectMany(comparison => comparison.Summaries)
        .Where(tensor => tensor.Step.IsGradient && tensor.Numbers > 0 && (tensor.ZeroPasses || tensor.Sees is not null));

    /// <summary>How long it took, including reading its file if that was not done ahead; null if unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>SHA-256 of the file that was checked, in hexadecimal; null for a fixture that passes or could not be checked.</summary>
    internal string? Digest { get; init; }

    /// <summary>All numbers, until the run has passed the report on; null afterwards, and if the fixture could not be checked.</summary>
    internal FixtureNumbers? Calculated { get; init; }

    /// <summary>The report without the numbers that agree.</summary>
    internal FixtureReport WithoutNumbers() => this with
    {
        Fixture = null,
        Layout = Layout,
        Comparisons = [.. Comparisons.Select(comparison =>
            comparison with { Items = comparison.HasNotable ? [.. comparison.Notable] : [] })],
    };
}
