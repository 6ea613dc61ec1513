using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>What a run says of one fixture.</summary>
public sealed record FixtureReport
{
    private readonly TensorLayout? _layout;

    /// <summary>Its name; null where the file could not be read that far.</summary>
    public string? Name { get; init; }

    /// <summary>Its file, as given.</summary>
    public required string File { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why it could not be checked; null where it was.</summary>
    public FixtureError? Error { get; init; }

    /// <summary>The fixture; null where it could not be read.</summary>
    public Fixture? Fixture { get; init; }

    /// <summary>The tensors of its calculation, and with them samples, widths and biases; null where it could not be read.</summary>
    public TensorLayout? Layout
    {
        get => _layout ?? Fixture?.Layout;
        init => _layout = value;
    }

    /// <summary>The convention that the numbers are stated in; null where the fixture could not be read.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The engine against each other result: the oracles in the order of the run, then the entries in the order of the
    /// file.</summary>
    public IReadOnlyList<ResultComparison> Comparisons { get; init; } = [];

    /// <summary>Who stands alone.</summary>
    public IReadOnlyList<Outlier> Outliers { get; init; } = [];

    /// <summary>Where nobody stands alone although at least three independent results disagree.</summary>
    public IReadOnlyList<Split> Splits { get; init; } = [];

    /// <summary>Undecidable numbers that no other result settles.</summary>
    public int Unsettled { get; init; }

    /// <summary>The engine's numbers that nothing stood against, by quantity in the order of the calculation.</summary>
    public IReadOnlyList<QuantityCount> NotCompared { get; init; } = [];

    /// <summary>Whether the fixture's training gives numbers that are not finite.</summary>
    public bool TrainingDiverges { get; init; }

    /// <summary>Why the fixture is inconclusive; null where it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took, from reading its file on; null where that is not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>SHA-256 of the file that was checked, in hexadecimal digits; null of a fixture that passes or could not be
    /// checked.</summary>
    internal string? Digest { get; init; }

    /// <summary>All numbers, as long as the run hands the report on; null afterwards, and where the fixture could not be checked.</summary>
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
