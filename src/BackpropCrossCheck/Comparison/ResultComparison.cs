using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The engine held against one other result of a fixture: what reports may say of it, and what a JSON report holds.</summary>
public sealed record ResultComparison
{
    /// <summary>An oracle's name or the entry's "by".</summary>
    public required string Against { get; init; }

    /// <summary>Where the other result comes from.</summary>
    public required ResultKind Kind { get; init; }

    /// <summary>Whether there was anything to compare.</summary>
    public ComparisonStatus Status { get; init; } = ComparisonStatus.Computed;

    /// <summary>Why there was nothing to compare, or why nothing can be told; null where all is well.</summary>
    public string? Reason { get; init; }

    /// <summary>How precise the other side's numbers are; null where it gave none.</summary>
    public NumberPrecision? Precision { get; init; }

    /// <summary>The convention that the other side states its numbers in; null where it gave none.</summary>
    public Loss? StatedIn { get; init; }

    /// <summary>How many times the stated numbers the other side's declare to be; null where it gave none.</summary>
    public double? DeclaredScale { get; init; }

    /// <summary>How many times the stated weight gradients the other side's are, by least squares; null where no factor can be
    /// fitted.</summary>
    public double? FittedScale { get; init; }

    /// <summary>Whether that factor alone makes every weight gradient of one side that of the other.</summary>
    internal bool IsScaled { get; init; }

    /// <summary>What a reader must know of the factor; null where there is nothing.</summary>
    public string? ScaleNote { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; } = Verdict.Inconclusive;

    /// <summary>What is said of each tensor that the other side gave, in the order of the calculation.</summary>
    public IReadOnlyList<TensorSummary> Summaries { get; init; } = [];

    /// <summary>How many numbers of a hand calculation have each mark, blanks included, in the order of the marks; null for other
    /// results.</summary>
    public IReadOnlyList<MarkCount>? Marks { get; init; }

    /// <summary>How long the other side took to answer and the comparison to be made; null where that is not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The numbers compared.</summary>
    public int Numbers { get; init; }

    /// <summary>Those that differ, or are wrong.</summary>
    public int Discrepancies { get; init; }

    /// <summary>Those that cannot be told.</summary>
    public int Undecidable { get; init; }

    /// <summary>Those that agree; of a hand calculation those that are not wrong.</summary>
    internal int Agreeing => Numbers - Discrepancies - Undecidable;

    /// <summary>The numbers that the other side leaves blank: null in an entry, left out of an answer.</summary>
    public int NotGiven { get; init; }

    /// <summary>What these are numbers of, in the words of the contract and the order of the calculation.</summary>
    public IReadOnlyList<string> NotGivenOf { get; init; } = [];

    /// <summary>The rule that the numbers were judged by, in words, a fixed one with its figures; null where there are no numbers, or the
    /// other side is a baseline.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether that is a fixed rule, which somebody chose.</summary>
    public bool HasFixedRule { get; init; }

    /// <summary>The engine's numbers that the other side says nothing of, by quantity in the order of the calculation; those that it leaves
    /// blank are among them.</summary>
    public IReadOnlyList<QuantityCount> NotCompared { get; init; } = [];

    /// <summary>How a person rounds intermediate results, where that explains numbers of a hand calculation which are not right otherwise;
    /// else null.</summary>
    public NumberRounding? Intermediates { get; init; }

    /// <summary>What the discrepancies are traced to, the simplest first. It is looked for when it is first asked for.</summary>
    public IReadOnlyList<Finding> Findings => Diagnosis?.Value.Findings ?? [];

    /// <summary>What can be said of discrepancies that are traced to no cause; null where there are none, or a cause is found.</summary>
    public string? Undiagnosed => Diagnosis?.Value.Undiagnosed;

    /// <summary>The number with the largest |engine − other| / allowed; null where there is none.</summary>
    public ComparedNumber? Worst { get; init; }

    /// <summary>The first number that differs or is wrong, in the order of the calculation; null where there is none.</summary>
    public ComparedNumber? FirstWrong { get; init; }

    /// <summary>Whether each step that the other side gives follows from its own earlier numbers, in the order of the calculation; empty where
    /// a fixed rule or an estimate of its own judged the numbers.</summary>
    public IReadOnlyList<StepSummary> Steps { get; init; } = [];

    /// <summary>The first step that does not follow, where a failure began; null if there is none.</summary>
    public StepSummary? Origin => Steps.FirstOrDefault(step => step.Verdict == StepVerdict.Wrong);

    /// <summary>The diagnosis, not made before it is asked for; null where nothing differs.</summary>
    internal Lazy<DiagnosisResult>? Diagnosis { get; init; }

    /// <summary>The numbers that a report may list, in the order of the calculation, blanks included: at least those that differ or are
    /// undecidable.</summary>
    internal IReadOnlyList<ComparedNumber> Items { get; init; } = [];

    /// <summary>The file of answers that the places of the numbers are in; null where they are in the fixture's.</summary>
    internal string? File { get; init; }

    /// <summary>The numbers as points of a plot, not calculated before they are asked for; null where every number agrees and no report
    /// lists them.</summary>
    internal Lazy<ErrorPoints>? Points { get; init; }

    /// <summary>What has changed since a baseline; null where the other side is none.</summary>
    internal BaselineChange? Change { get; init; }

    /// <summary>The format in which distances are counted in ulps; null where the other side's numbers have digits.</summary>
    public FloatFormat? Format => (Precision as NumberPrecision.Format)?.Value;

    /// <summary>A comparison with an oracle that gave no numbers.</summary>
    /// <param name="against">The oracle's name.</param>
    /// <param name="status">Unavailable or failed.</param>
    /// <param name="reason">Why.</param>
    public static ResultComparison WithoutNumbers(string against, ComparisonStatus status, string reason)
        => new() { Against = against, Kind = ResultKind.Oracle, Status = status, Reason = reason };

    /// <summary>The numbers that the report may list; with <paramref name="blanks"/> those too that are left blank.</summary>
    /// <param name="blanks">Whether to include numbers that are not given.</param>
    public IEnumerable<ComparedNumber> AllNumbers(bool blanks = false) => blanks ? Items : Items.Where(number => number.Other is not null);

    /// <summary>The numbers that differ or are undecidable, in the order of the calculation.</summary>
    public IEnumerable<ComparedNumber> Notable => Items.Where(number => number.Verdict != NumberVerdict.Agrees);

    /// <summary>Whether a number differs or is undecidable.</summary>
    internal bool HasNotable => Summaries.Any(summary => summary.PlacedVerdict != NumberVerdict.Agrees);

    /// <summary>Of each tensor the index of the number that its place is the place of: the first that differs, or else is undecidable;
    /// null where every number agrees.</summary>
    internal IReadOnlyList<int?> PlacedIndices()
    {
        var first = new Dictionary<(int Step, NumberVerdict Verdict), int>();
        foreach (ComparedNumber number in Notable)
        {
            first.TryAdd((number.Step.Index, number.Verdict), number.Index);
        }

        return [.. Summaries.Select(tensor =>
            first.TryGetValue((tensor.Step.Index, tensor.PlacedVerdict), out int index) ? index : (int?)null)];
    }
}
