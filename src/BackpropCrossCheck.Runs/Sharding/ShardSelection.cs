using System.Security.Cryptography;
using System.Text;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Sharding;

/// <summary>A shard of a selection.</summary>
/// <param name="Selection">Its files, and its share of the paths that could not be followed.</param>
/// <param name="Shard">The part of the whole that it is.</param>
internal sealed record ShardSelection(FixtureSelection Selection, Shard Shard)
{
    /// <summary>The shard of a selection. Every file is read, because the digest of the whole set shows whether all shards saw the same
    /// fixtures.</summary>
    /// <param name="whole">All files.</param>
    /// <param name="choice">Which shard.</param>
    /// <param name="limit">How much of one file is read at most, in MiB.</param>
    public static ShardSelection Of(FixtureSelection whole, ShardChoice choice, int limit = InputFile.DefaultLimit)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ShardItem[] items = [.. whole.Files.Select((file, i) => Read(file, whole.Keys[i], digest, limit))];
        foreach (PathFault fault in whole.Faults)
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"no such path {fault.Path}\n"));
        }

        int[] dealt = ShardPlan.Deal(items, choice.Total);
        int mine = choice.Index - 1;
        int[] files = [.. Enumerable.Range(0, items.Length).Where(i => dealt[i] == mine)];
        int[] faults =
        [
            .. Enumerable.Range(0, whole.Faults.Count)
                .Where(i => (int)(ShardPlan.Hash(whole.Faults[i].Path) % (ulong)choice.Total) == mine),
        ];
        return new ShardSelection(
            new FixtureSelection([.. files.Select(i => whole.Files[i])], [.. faults.Select(i => whole.Faults[i])]),
            new Shard(
                choice,
                Convert.ToHexStringLower(digest.GetHashAndReset()),
                items.Length + whole.Faults.Count,
                [.. files.Select(i => i + 1), .. faults.Select(i => items.Length + i + 1)]));
    }

    private static ShardItem Read(string file, string key, IncrementalHash digest, int limit)
    {
        byte[] content;
        try
        {
            content = InputFile.Read(file, limit);
        }
        catch (FixtureException)
        {
            // The shard that this file belongs to reports why it cannot be read.
            digest.AppendData(Encoding.UTF8.GetBytes($"unreadable {key}\n"));
            return new ShardItem(key, 0);
        }

        // A checkout on Windows may have added carriage returns; the fixture is still the same.
        content = Array.FindAll(content, unit => unit != '\r');
        digest.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{key}\n{content.Length}\n")));
        digest.AppendData(content);
        return new ShardItem(key, content.Length);
    }
}
