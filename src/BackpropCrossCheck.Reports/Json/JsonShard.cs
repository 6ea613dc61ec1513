using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The part of a fixture set that a JSON report covers.</summary>
internal sealed record JsonShard
{
    /// <summary>The number of the part, from 1.</summary>
    public int? Index { get; init; }

    /// <summary>How many parts there are.</summary>
    public int? Total { get; init; }

    /// <summary>What set the shard: an option or a variable.</summary>
    public string? Source { get; init; }

    /// <summary>The digest that identifies the fixture set.</summary>
    public string? Digest { get; init; }

    /// <summary>How many fixtures the whole set has.</summary>
    public int? Fixtures { get; init; }

    /// <summary>Whether the report has every number.</summary>
    public bool? EveryNumber { get; init; }

    /// <summary>The positions of the report's fixtures in the set, from 1.</summary>
    public IReadOnlyList<int>? Positions { get; init; }

    /// <summary>The shard in the form of the report.</summary>
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
