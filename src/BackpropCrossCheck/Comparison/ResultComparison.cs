using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The comparison of the engine with one other result of a fixture: everything that reports may state and a JSON report
/// contains.</summary>
public sealed record ResultComparison
{
    /// <summary>An oracle's name or the entry's "by".</summary>
    public required string Against { get; init; }

    /// <summary>The origin of the other result.</summary>
    public required ResultKind Kind { get; init; }

    /// <summary>Whether there was anything to compare.</summary>
    public ComparisonStatus Status { get; init; } = ComparisonStatus.Computed;

    /// <summary>Why there was nothing to compare, or why the comparison is undecidable; null if neither is the case.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the oracle was left out here, as the run asked for, because it does not offer what the fixture needs.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>How precise the other side's numbers are; null if it gave none.</summary>
    public NumberPrecision? Precision { get; init; }

    /// <summary>The convention of the other side's numbers; null if it gave none.</summary>
    public Loss? StatedIn { get; init; }

    /// <summary>True if the other side states its deltas as −∂L/∂a. The comparison states them as ∂L/∂a.</summary>
    public bool HasNegativeDeltas { get; init; }

    /// <summary>The factor between the other side's numbers and the stated ones, according to its declared convention; null if it gave
    /// none.</summary>
    public double? DeclaredScale { get; init; }

    /// <summary>The factor between the other side's weight gradients and the stated ones, fitted by weighted least squares; null if none
    /// can be fitted.</summary>
    public double? FittedScale { get; init; }

    /// <summary>The standard error of that factor; null if there is none.</summary>
    public double? FittedScaleError { get; init; }

    /// <summary>Whether that factor alone explains all weight gradients.</summary>
    internal bool IsScaled { get; init; }

    /// <summary>What readers must know about the factor; null if there is nothing.</summary>
    public string? ScaleNote { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; } = Verdict.Inconclusive;

    /// <summary>A summary of each tensor that the other side gave, in the order of the calculation.</summary>
    public IReadOnlyList<TensorSummary> Summaries { get; init; } = [];

    /// <summary>How many numbers of a hand calculation have each mark, including blanks, in the order of the marks; null for other
    /// results.</summary>
    public IReadOnlyList<MarkCount>? Marks { get; init; }

    /// <summary>How long the answer and the comparison took together; null if unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How many numbers were compared.</summary>
    public int Numbers { get; init; }

    /// <summary>How many of them differ, or are wrong.</summary>
    public int Discrepancies { get; init; }

    /// <summary>How many of them are undecidable.</summary>
    public int Undecidable { get; init; }

    /// <summary>How many numbers have lost their digits, though rounding explains them: they agree, or differ with
    /// <c>--strict</c>.</summary>
    public int Lossy { get; init; }

    /// <summary>The first of these; null if there is none.</summary>
    public ComparedNumber? FirstLossy { get; init; }

    /// <summary>The formula that the first of these lost its digits in, and where that happens; null if it is not known.</summary>
    public string? CarelessFormula { get; init; }

    /// <summary>How many of them agree; in a hand calculation, how many are not wrong.</summary>
    internal int Agreeing => Numbers - Discrepancies - Undecidable;

    /// <summary>How many numbers the other side left blank: null in an entry, omitted from an answer.</summary>
    public int NotGiven { get; init; }

    /// <summary>The quantities of those numbers, in the contract's words and the order of the calculation.</summary>
    public IReadOnlyList<string> NotGivenOf { get; init; } = [];

    /// <summary>The rule that judged the numbers, in words; a fixed rule with its figures. Null if there are no numbers, or the other side
    /// is a baseline.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether the rule is a fixed one that someone chose.</summary>
    public bool HasFixedRule { get; init; }

    /// <summary>How many of the engine's numbers the other side does not have, by quantity in the order of the calculation. This includes
    /// the numbers that it left blank.</summary>
    public IReadOnlyList<QuantityCount> NotCompared { get; init; } = [];

    /// <summary>How a person rounds intermediate results, if that explains numbers of a hand calculation that would otherwise be wrong;
    /// else null.</summary>
    public NumberRounding? Intermediates { get; init; }

    /// <summary>Whether a hand calculation has fewer digits than asked for throughout, so that numbers are right only to those.</summary>
    public bool IsCoarse => (Intermediates?.Precision, Precision) switch
    {
        (NumberPrecision.Decimals fewer, NumberPrecision.Decimals asked) => fewer.Count < asked.Count,
        (NumberPrecision.Significant fewer, NumberPrecision.Significant asked) => fewer.Count < asked.Count,
        _ => false,
    };

    /// <summary>What most of the numbers that were asked for are missing from, in words; null if at least half of them are given, and for
    /// other results than graded answers.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The step of a hand calculation from which every number is 0, if that makes numbers trivial; else null.</summary>
    internal Step? TrivialFrom { get; init; }

    /// <summary>The causes of the discrepancies, the simplest first. They are searched for on first use.</summary>
    public IReadOnlyList<Finding> Findings => Diagnosis?.Value.Findings ?? [];

    /// <summary>What can be said about discrepancies without a known cause; null if there are none, or a cause was found.</summary>
    public string? Undiagnosed => Diagnosis?.Value.Undiagnosed;

    /// <summary>The causes that were found for a step by itself, from the other side's own numbers.</summary>
    /// <param name="step">The step.</param>
    public IReadOnlyList<Finding> FindingsOf(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Diagnosis?.Value.OfSteps.GetValueOrDefault(step.Index) ?? [];
    }

    /// <summary>The number with the largest |engine − other| / allowed; null if there is none.</summary>
    public ComparedNumber? Worst { get; init; }

    /// <summary>The first number that differs or is wrong, in the order of the calculation; null if there is none.</summary>
    public ComparedNumber? FirstWrong { get; init; }

    /// <summary>Whether each step that the other side gives follows from its own earlier numbers, in the order of the calculation; empty
    /// where a fixed rule or an estimate of its own judged the numbers.</summary>
    public IReadOnlyList<StepSummary> Steps { get; init; } = [];

    /// <summary>The first step that does not follow, where a failure began; null if there is none.</summary>
    public StepSummary? Origin => Steps.FirstOrDefault(step => step.Verdict == StepVerdict.Wrong);

    /// <summary>The diagnosis, not made before it is asked for; null where nothing differs.</summary>
    internal Lazy<DiagnosisResult>? Diagnosis { get; init; }

    /// <summary>The numbers that a report may list, in the order of the calculation and including blanks: at least those that differ or are
    /// undecidable.</summary>
    internal IReadOnlyList<ComparedNumber> Items { get; init; } = [];

    /// <summary>What was odd in the answer file, in the order of its lines.</summary>
    internal IReadOnlyList<AnswerNote> Notes { get; init; } = [];

    /// <summary>The answer file that contains the places of the numbers; null if it is the fixture's file.</summary>
    internal string? File { get; init; }

    /// <summary>The numbers as points of a plot, calculated on first use; null if every number agrees and no report lists them.</summary>
    internal Lazy<ErrorPoints>? Points { get; init; }

    /// <summary>What has changed since a baseline; null if the other side is not a baseline.</summary>
    internal BaselineChange? Change { get; init; }

    /// <summary>The format whose ulps distances are counted in; null if the other side's numbers are rounded to digits.</summary>
    public FloatFormat? Format => (Precision as NumberPrecision.Format)?.Value;

    /// <summary>A comparison with an oracle that gave no numbers.</summary>
    /// <param name="against">The oracle's name.</param>
    /// <param name="status">Unavailable or failed.</param>
    /// <param name="reason">Why.</param>
    public static ResultComparison WithoutNumbers(string against, ComparisonStatus status, string reason)
        => new() { Against = against, Kind = ResultKind.Oracle, Status = status, Reason = reason };

    /// <summary>The numbers that the report may list, with <paramref name="blanks"/> also those that were left blank.</summary>
    /// <param name="blanks">Whether to include numbers that are not given.</param>
    public IEnumerable<ComparedNumber> AllNumbers(bool blanks = false) => blanks ? Items : Items.Where(number => number.Other is not null);

    /// <summary>The numbers that differ or are undecidable, in the order of the calculation.</summary>
    public IEnumerable<ComparedNumber> Notable => Items.Where(number => number.Verdict != NumberVerdict.Agrees);

    /// <summary>Whether a number differs or is undecidable.</summary>
    internal bool HasNotable => Summaries.Any(summary => summary.PlacedVerdict != NumberVerdict.Agrees);

    /// <summary>For each tensor, the index of the number that <see cref="TensorSummary.Place"/> refers to: the first that differs, or else
    /// the first undecidable one; null if every number agrees.</summary>
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
