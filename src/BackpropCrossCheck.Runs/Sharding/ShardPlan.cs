using System.Numerics;
using System.Text;

namespace BackpropCrossCheck.Sharding;

/// <summary>Assigns fixtures to shards. Each goes to the shard that its path prefers (rendezvous hashing: Thaler and Ravishankar, 1998) as
/// long as there is room (consistent hashing with bounded loads: Mirrokni, Thorup and Zadimoghaddam, 2018).</summary>
/// <remarks>A shard may hold at least 5 % and at most about 10 % more than its even share, in steps, so that one more fixture does not
/// change the limit. Stability and balance are in conflict here. Without a limit, a new fixture would move none of the others, but with
/// fifty shards, one would get twice its share. If sizes alone decided, a new fixture would move most of the others.</remarks>
internal static class ShardPlan
{
    private const long SmallestCapacity = 64;

    /// <summary>The shard of each fixture, from 0.</summary>
    /// <param name="items">The fixtures; their order matters only for equal keys.</param>
    /// <param name="shards">How many shards there are.</param>
    public static int[] Deal(IReadOnlyList<ShardItem> items, int shards)
    {
        ulong[] hashes = [.. items.Select(item => Hash(item.Key))];
        ulong[] salts = [.. Enumerable.Range(1, shards).Select(shard => Mix((ulong)shard))];
        long capacity = Capacity(items.Sum(item => item.Size), shards);
        long[] loads = new long[shards];
        int[] dealt = new int[items.Count];
        // Large fixtures come first, while there is room everywhere. Fixtures of similar size are in an order unrelated to size, so that a
        // new one displaces few.
        foreach (int item in Enumerable.Range(0, items.Count).OrderByDescending(i => SizeClass(items[i].Size)).ThenBy(i => hashes[i]))
        {
            int shard = Choose(hashes[item], items[item].Size, salts, loads, capacity);
            loads[shard] += items[item].Size;
            dealt[item] = shard;
        }

        return dealt;
    }

    /// <summary>A number that depends on all characters of a text, and on nothing else.</summary>
    public static ulong Hash(string text)
    {
        // FNV-1a, with a finisher that spreads the result over all bits.
        ulong hash = 0xCBF29CE484222325;
        foreach (byte unit in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ unit) * 0x100000001B3;
        }

        return Mix(hash);
    }

    private static int Choose(ulong hash, long size, ulong[] salts, long[] loads, long capacity)
    {
        int best = -1;
        int emptiest = 0;
        ulong bestScore = 0;
        for (int shard = 0; shard < salts.Length; shard++)
        {
            ulong score = Mix(hash ^ salts[shard]);
            if (loads[shard] + size <= capacity && (best < 0 || score > bestScore))
            {
                best = shard;
                bestScore = score;
            }

            emptiest = loads[shard] < loads[emptiest] ? shard : emptiest;
        }

        return best < 0 ? emptiest : best;
    }

    /// <summary>The first step of a ladder, each step 5 % above the one before, that is at least 5 % above the even share.</summary>
    private static long Capacity(long total, int shards)
    {
        long capacity = SmallestCapacity;
        while ((Int128)capacity * shards * 20 < (Int128)total * 21)
        {
            capacity += (capacity + 19) / 20;
        }

        return capacity;
    }

    // Sizes within a factor of 16 belong to one class.
    private static int SizeClass(long size) => BitOperations.Log2((ulong)Math.Max(size, 1)) / 4;

    // The finisher of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
