using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The counts of a run, in the JSON report.</summary>
internal sealed record JsonSummary
{
    /// <summary>All fixtures, including those that could not be read.</summary>
    public int? Fixtures { get; init; }

    /// <summary>Fixtures that agree.</summary>
    public int? Passed { get; init; }

    /// <summary>Fixtures with a discrepancy.</summary>
    public int? Failed { get; init; }

    /// <summary>Fixtures that are inconclusive.</summary>
    public int? Inconclusive { get; init; }

    /// <summary>Fixtures that could not be checked.</summary>
    public int? Errors { get; init; }

    /// <summary>Comparisons that were made.</summary>
    public int? Comparisons { get; init; }

    /// <summary>Comparisons that were not made because an oracle is unavailable.</summary>
    public int? Unavailable { get; init; }

    /// <summary>Comparisons that were not made because an oracle failed.</summary>
    public int? OracleFailures { get; init; }

    /// <summary>Numbers that were compared.</summary>
    public int? Numbers { get; init; }

    /// <summary>Numbers that differ.</summary>
    public int? Discrepancies { get; init; }

    /// <summary>Numbers that are undecidable in a comparison.</summary>
    public int? Undecidable { get; init; }

    /// <summary>Undecidable numbers that no other result settles.</summary>
    public int? Unsettled { get; init; }

    /// <summary>Numbers that have lost their digits, though rounding explains them.</summary>
    public int? Lossy { get; init; }

    /// <summary>Numbers that are left blank.</summary>
    public int? NotGiven { get; init; }

    /// <summary>Comparisons that the run left out, as it was asked to; omitted if there are none.</summary>
    public int? Skipped { get; init; }

    /// <summary>Fixtures that a filter left out; omitted if there are none.</summary>
    public int? FilteredOut { get; init; }

    /// <summary>Fixtures that were not checked because an earlier one failed; omitted if there are none.</summary>
    public int? NotChecked { get; init; }

    /// <summary>Numbers of the engine that were compared with nothing, by quantity; omitted if there are none.</summary>
    public IReadOnlyDictionary<string, int>? NotCompared { get; init; }

    /// <summary>The fixed rules that applied; omitted if there are none.</summary>
    public IReadOnlyList<JsonRuleCount?>? FixedRules { get; init; }

    /// <summary>The causes that several fixtures share, the most frequent first; omitted if there are none.</summary>
    public IReadOnlyList<JsonSharedCause?>? SharedCauses { get; init; }

    /// <summary>Every count of the run, with its name.</summary>
    public IEnumerable<(string Name, int? Count)> Counts() =>
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
        // The first reports did not count them.
        ("lossy", Lossy ?? 0),
        ("notGiven", NotGiven),
        ("skipped", Skipped ?? 0),
        ("filteredOut", FilteredOut ?? 0),
        ("notChecked", NotChecked ?? 0),
    ];

    /// <summary>The counts in the form of the report.</summary>
    /// <param name="summary">The counts.</param>
    /// <param name="causes">The causes that several fixtures share.</param>
    public static JsonSummary Of(CheckSummary summary, IReadOnlyList<SharedCause> causes) => new()
    {
        Fixtures = summary.Fixtures,
        Passed = summary.Passed,
        Failed = summary.Failed,
        Inconclusive = summary.Inconclusive,
        Errors = summary.Errors,
        Comparisons = summary.Comparisons,
        Unavailable = summary.Unavailable,
        OracleFailures = summary.OracleFailures,
        Numbers = summary.Numbers,
        Discrepancies = summary.Discrepancies,
        Undecidable = summary.Undecidable,
        Unsettled = summary.Unsettled,
        Lossy = summary.Lossy,
        NotGiven = summary.NotGiven,
        Skipped = summary.Skipped > 0 ? summary.Skipped : null,
        FilteredOut = summary.FilteredOut > 0 ? summary.FilteredOut : null,
        NotChecked = summary.NotChecked > 0 ? summary.NotChecked : null,
        NotCompared = JsonCounts.Of(summary.NotCompared),
        FixedRules = summary.FixedRules.Count == 0 ? null : [.. summary.FixedRules.Select(JsonRuleCount.Of)],
        SharedCauses = causes.Count == 0 ? null : [.. causes.Select(JsonSharedCause.Of)],
    };
}
