using System.Globalization;

namespace BackpropCrossCheck.Sharding;

/// <summary>The part of the fixtures that a run checks.</summary>
/// <param name="Index">The shard, from 1.</param>
/// <param name="Total">How many shards there are.</param>
/// <param name="Source">Where this was set: by an option or by environment variables.</param>
internal sealed record ShardChoice(int Index, int Total, string Source)
{
    /// <summary>The largest number of shards.</summary>
    public const int Most = 10_000;

    /// <summary>Reads I/N; null if it does not have that form or I is not between 1 and N.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where the text comes from.</param>
    public static ShardChoice? Parse(string text, string source)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && Number(parts[0]) is { } index && Number(parts[1]) is { } total && index >= 1 && index <= total
            && total <= Most
            ? new ShardChoice(index, total, source)
            : null;
    }

    /// <summary>A whole number without sign; null if the text is not one.</summary>
    public static int? Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
