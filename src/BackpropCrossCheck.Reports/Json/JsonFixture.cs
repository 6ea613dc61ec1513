using System.Text.Json.Serialization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A fixture in the JSON report; what does not apply is left out.</summary>
internal sealed record JsonFixture
{
    /// <summary>Its name; null where the file could not be read that far.</summary>
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

    /// <summary>The convention that the numbers are stated in.</summary>
    public JsonLoss? Loss { get; init; }

    /// <summary>The shape of its network.</summary>
    public JsonNetwork? Network { get; init; }

    /// <summary>The engine against each other result.</summary>
    public IReadOnlyList<JsonComparison?>? Comparisons { get; init; }

    /// <summary>Undecidable numbers that no other result settles; left out where there are none.</summary>
    public int? Unsettled { get; init; }

    /// <summary>The engine's numbers that nothing stood against, by quantity.</summary>
    public IReadOnlyDictionary<string, int>? NotCompared { get; init; }

    /// <summary>True where the training gives numbers that are not finite; else left out.</summary>
    public bool? TrainingDiverges { get; init; }

    /// <summary>Who stands alone.</summary>
    public IReadOnlyList<JsonOutlier?>? Outliers { get; init; }

    /// <summary>Where nobody stands alone although results disagree; left out where there is none.</summary>
    public IReadOnlyList<JsonSplit?>? Splits { get; init; }

    /// <summary>The fixture as the report says it.</summary>
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
