using System.Text.Json.Serialization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A fixture in the JSON report. Fields that do not apply are omitted.</summary>
internal sealed record JsonFixture
{
    /// <summary>Its name; null if the file could not be read that far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Name { get; init; }

    /// <summary>Its file, as given.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of the file that was checked.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>Why the fixture is inconclusive.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it could not be checked.</summary>
    public JsonError? Error { get; init; }

    /// <summary>The convention in which the numbers are stated.</summary>
    public JsonLoss? Loss { get; init; }

    /// <summary>The shape of its network.</summary>
    public JsonNetwork? Network { get; init; }

    /// <summary>The comparison of the engine with each other result.</summary>
    public IReadOnlyList<JsonComparison?>? Comparisons { get; init; }

    /// <summary>How many undecidable numbers no other result settles; omitted if there are none.</summary>
    public int? Unsettled { get; init; }

    /// <summary>How many of the engine's numbers were compared with nothing, by quantity.</summary>
    public IReadOnlyDictionary<string, int>? NotCompared { get; init; }

    /// <summary>True if the training gives numbers that are not finite; otherwise omitted.</summary>
    public bool? TrainingDiverges { get; init; }

    /// <summary>Who stands alone.</summary>
    public IReadOnlyList<JsonOutlier?>? Outliers { get; init; }

    /// <summary>Disagreements in which nobody stands alone; omitted if there are none.</summary>
    public IReadOnlyList<JsonSplit?>? Splits { get; init; }

    /// <summary>The fixture in the form of the report.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="all">Whether the report has every number.</param>
    public static JsonFixture Of(FixtureReport fixture, bool all) => new()
    {
        Name = fixture.Name,
        File = fixture.File,
        Sha256 = fixture.Digest,
        Verdict = ReportWords.Of(fixture.Verdict),
        Reason = fixture.Reason,
        Error = fixture.Error is { } error ? JsonError.Of(error) : null,
        Loss = fixture.Loss is { } loss ? JsonLoss.Of(loss) : null,
        Network = fixture.Layout is { } layout ? JsonNetwork.Of(layout) : null,
        Comparisons = [.. fixture.Comparisons.Select(comparison => JsonComparison.Of(comparison, fixture, all))],
        Unsettled = fixture.Unsettled > 0 ? fixture.Unsettled : null,
        NotCompared = JsonCounts.Of(fixture.NotCompared),
        TrainingDiverges = fixture.TrainingDiverges ? true : null,
        Outliers = [.. fixture.Outliers.Select(JsonOutlier.Of)],
        Splits = fixture.Splits.Count > 0 ? [.. fixture.Splits.Select(JsonSplit.Of)] : null,
    };
}
