using System.Globalization;

namespace BackpropCrossCheck.Sharding;

/// <summary>Which part of the fixtures a run checks.</summary>
/// <param name="Index">The shard, from 1.</param>
/// <param name="Total">How many shards there are.</param>
/// <param name="Source">Who says so: an option, or variables of the environment.</param>
internal sealed record ShardChoice(int Index, int Total, string Source)
{
    /// <summary>The most shards that there can be.</summary>
    public const int Most = 10_000;

    /// <summary>Reads I/N; null where it is not of that form or I is not among 1 to N.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Who says so.</param>
    public static ShardChoice? Parse(string text, string source)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && Number(parts[0]) is { } index && Number(parts[1]) is { } total && index >= 1 && index <= total
            && total <= Most
            ? new ShardChoice(index, total, source)
            : null;
    }

    /// <summary>A whole number without sign; null where a text is none.</summary>
    public static int? Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
