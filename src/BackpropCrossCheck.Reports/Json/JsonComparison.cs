using System.Text.Json.Serialization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A comparison in the JSON report. Fields that do not apply to its kind are omitted.</summary>
internal sealed record JsonComparison
{
    /// <summary>The only value of <see cref="DeltaSign"/>.</summary>
    public const string NegativeDeltas = "negative";

    /// <summary>An oracle's name or an entry's "by".</summary>
    public string? Against { get; init; }

    /// <summary>The origin of the other result.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether there was anything to compare.</summary>
    public string? Status { get; init; }

    /// <summary>The file of answers.</summary>
    public string? File { get; init; }

    /// <summary>True if the oracle was left out here, because it does not offer what the fixture needs; otherwise omitted.</summary>
    public bool? Skipped { get; init; }

    /// <summary>Why there was nothing to compare, or why the comparison is undecidable.</summary>
    public string? Reason { get; init; }

    /// <summary>How precise the other side's numbers are.</summary>
    public JsonPrecision? Precision { get; init; }

    /// <summary>"negative" if the other side stated its deltas as −∂L/∂a; the report states them as ∂L/∂a. Otherwise omitted.</summary>
    public string? DeltaSign { get; init; }

    /// <summary>The convention of the other side's numbers, if it is not the fixture's.</summary>
    public JsonLoss? Loss { get; init; }

    /// <summary>The rule in words.</summary>
    public string? Rule { get; init; }

    /// <summary>True if that is a fixed rule; otherwise omitted.</summary>
    public bool? RuleIsFixed { get; init; }

    /// <summary>How a person rounds intermediate results.</summary>
    public JsonDigits? Intermediates { get; init; }

    /// <summary>The factors between the weight gradients of both sides.</summary>
    public JsonScale? Scale { get; init; }

    /// <summary>The verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>The numbers compared.</summary>
    public int? Numbers { get; init; }

    /// <summary>How many of them differ, or are wrong.</summary>
    public int? Discrepancies { get; init; }

    /// <summary>How many of them are undecidable.</summary>
    public int? Undecidable { get; init; }

    /// <summary>How many numbers have lost their digits, though rounding explains them.</summary>
    public int? Lossy { get; init; }

    /// <summary>The first of these; omitted if there are none.</summary>
    public JsonNumber? FirstLossy { get; init; }

    /// <summary>The formula that it lost its digits in; omitted if there is none, or it is not known.</summary>
    public string? LossyFormula { get; init; }

    /// <summary>How many numbers the other side left blank.</summary>
    public int? NotGiven { get; init; }

    /// <summary>The quantities of those numbers.</summary>
    public IReadOnlyList<string?>? NotGivenOf { get; init; }

    /// <summary>How many of the engine's numbers the other side does not have, by quantity.</summary>
    public IReadOnlyDictionary<string, int>? NotCompared { get; init; }

    /// <summary>What has changed since a baseline.</summary>
    public JsonChange? Change { get; init; }

    /// <summary>How many numbers the other side gave for each tensor of the network, in the order of the calculation; empty if it gave
    /// none. Together with the network and the items, this describes every tensor in few bytes.</summary>
    public IReadOnlyList<int>? Tensors { get; init; }

    /// <summary>The smallest defects that would have been noticed.</summary>
    public IReadOnlyList<JsonSeen?>? Sees { get; init; }

    /// <summary>How many numbers of a hand calculation have each mark.</summary>
    public IReadOnlyDictionary<string, int>? Marks { get; init; }

    /// <summary>What most of the numbers that were asked for are missing from; omitted if at least half of them are given.</summary>
    public string? LeftOut { get; init; }

    /// <summary>What was odd in the file of answers; omitted if nothing was.</summary>
    public IReadOnlyList<JsonNote?>? Notes { get; init; }

    /// <summary>The numbers that the report lists.</summary>
    public IReadOnlyList<JsonNumber?>? Items { get; init; }

    /// <summary>The number with the largest |engine − other| / allowed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonNumber? Worst { get; init; }

    /// <summary>The first number that differs or is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonNumber? FirstWrong { get; init; }

    /// <summary>Whether each step that is given follows from the other side's own numbers, in the order of the calculation.</summary>
    public IReadOnlyList<JsonStep?>? Steps { get; init; }

    /// <summary>The first step that is wrong.</summary>
    public JsonStep? Origin { get; init; }

    /// <summary>The numbers as points of a plot.</summary>
    public JsonPlot? Plot { get; init; }

    /// <summary>The causes of the discrepancies.</summary>
    public IReadOnlyList<JsonFinding?>? Diagnosis { get; init; }

    /// <summary>What can be said about discrepancies without a known cause.</summary>
    public string? Undiagnosed { get; init; }

    /// <summary>The comparison in the form of the report.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="fixture">Its fixture.</param>
    /// <param name="all">Whether the report has every number.</param>
    public static JsonComparison Of(ResultComparison comparison, FixtureReport fixture, bool all) => new()
    {
        Against = comparison.Against,
        Kind = ReportWords.Of(comparison.Kind),
        Status = ReportWords.Of(comparison.Status),
        File = comparison.File,
        Skipped = comparison.IsSkipped ? true : null,
        Reason = comparison.Reason,
        DeltaSign = comparison.HasNegativeDeltas ? NegativeDeltas : null,
        Precision = comparison.Precision is { } precision ? JsonPrecision.Of(precision) : null,
        Loss = comparison.StatedIn is { } stated && stated != fixture.Loss ? JsonLoss.Of(stated) : null,
        Rule = comparison.Rule,
        RuleIsFixed = comparison.HasFixedRule ? true : null,
        Intermediates = comparison.Intermediates is { } rounding ? JsonDigits.Of(rounding) : null,
        Scale = JsonScale.Of(comparison),
        Verdict = ReportWords.Of(comparison.Verdict),
        Numbers = comparison.Numbers,
        Discrepancies = comparison.Discrepancies,
        Undecidable = comparison.Undecidable,
        Lossy = comparison.Lossy,
        FirstLossy = comparison.FirstLossy is { } lossy ? JsonNumber.Of(lossy) : null,
        LossyFormula = comparison.CarelessFormula,
        NotGiven = comparison.NotGiven,
        NotGivenOf = comparison.NotGiven > 0 ? comparison.NotGivenOf : null,
        NotCompared = JsonCounts.Of(comparison.NotCompared),
        Change = comparison.Change is { } change ? JsonChange.Of(change) : null,
        Tensors = Given(comparison, fixture.Layout),
        Sees = JsonSeen.Of(comparison.Summaries),
        Steps = JsonStep.Of(comparison),
        Origin = comparison.Origin is { } origin ? JsonStep.Of(origin, []) : null,
        Marks = JsonCounts.Of(comparison.Marks),
        LeftOut = comparison.LeftOut,
        Notes = comparison.Notes.Count > 0 ? [.. comparison.Notes.Select(JsonNote.Of)] : null,
        Items = Listed(comparison, all),
        Worst = comparison.Worst is { } worst ? JsonNumber.Of(worst) : null,
        FirstWrong = comparison.FirstWrong is { } first ? JsonNumber.Of(first) : null,
        Plot = comparison.HasNotable && comparison.Points is { } points ? JsonPlot.Of(points.Value) : null,
        Diagnosis = [.. comparison.Findings.Select(JsonFinding.Of)],
        Undiagnosed = comparison.Undiagnosed,
    };

    private static int[] Given(ResultComparison comparison, TensorLayout? layout)
    {
        var given = comparison.Summaries.ToDictionary(summary => summary.Step.Index, summary => summary.Numbers);
        return given.Count == 0 || layout is null ? [] : [.. layout.StoredSteps.Select(step => given.GetValueOrDefault(step.Index))];
    }

    /// <summary>A tensor's place in its file is stored with its first number that has the verdict for which the place was found.</summary>
    private static JsonNumber[] Listed(ResultComparison comparison, bool all)
    {
        var places = comparison.Summaries.Where(summary => summary.Place is not null).ToDictionary(summary => summary.Step.Index);
        return
        [
            .. (all ? comparison.AllNumbers(blanks: true) : comparison.Notable).Select(number =>
            {
                bool placed = places.TryGetValue(number.Step.Index, out TensorSummary? summary)
                    && number.Verdict == summary.PlacedVerdict && places.Remove(summary.Step.Index);
                return JsonNumber.Of(number, placed ? summary!.Place : null);
            }),
        ];
    }
}
