using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Which part of a fixture set a JSON report is of.</summary>
internal sealed record JsonShard
{
    /// <summary>Which of the parts, from 1.</summary>
    public int? Index { get; init; }

    /// <summary>How many parts there are.</summary>
    public int? Total { get; init; }

    /// <summary>What says so.</summary>
    public string? Source { get; init; }

    /// <summary>What the fixture set is known by.</summary>
    public string? Digest { get; init; }

    /// <summary>How many fixtures the whole set has.</summary>
    public int? Fixtures { get; init; }

    /// <summary>Whether the report has every number.</summary>
    public bool? EveryNumber { get; init; }

    /// <summary>The places of the report's fixtures in the set, from 1.</summary>
    public IReadOnlyList<int>? Positions { get; init; }

    /// <summary>The shard as the report says it.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="all">Whether the report has every number.</param>
    public static JsonShard Of(Shard shard, bool all) => new()
    {
        Index = shard.Choice.Index,
        Total = shard.Choice.Total,
        Source = shard.Choice.Source,
        Digest = shard.Digest,
        Fixtures = shard.Fixtures,
        EveryNumber = all,
        Positions = [.. shard.Positions],
    };
}
