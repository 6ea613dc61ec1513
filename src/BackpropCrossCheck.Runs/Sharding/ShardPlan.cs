using System.Numerics;
using System.Text;

namespace BackpropCrossCheck.Sharding;

/// <summary>Deals fixtures to shards: each to the shard that its path likes best (rendezvous hashing: Thaler and Ravishankar, 1998) as long
/// as that has room (consistent hashing with bounded loads: Mirrokni, Thorup and Zadimoghaddam, 2018).</summary>
/// <remarks>What a shard may hold is at least 5 and at most about 10 % more than its even share, in steps, so that a fixture more does not
/// change it. Stability and balance pull against each other here: with no bound a new fixture would move none of the others, and a shard of
/// fifty would get twice its share; dealt strictly by size, a new one would move most of them.</remarks>
internal static class ShardPlan
{
    private const long SmallestCapacity = 64;

    /// <summary>The shard of each fixture, from 0.</summary>
    /// <param name="items">The fixtures; the order of equal keys alone matters.</param>
    /// <param name="shards">How many shards there are.</param>
    public static int[] Deal(IReadOnlyList<ShardItem> items, int shards)
    {
        ulong[] hashes = [.. items.Select(item => Hash(item.Key))];
        ulong[] salts = [.. Enumerable.Range(1, shards).Select(shard => Mix((ulong)shard))];
        long capacity = Capacity(items.Sum(item => item.Size), shards);
        long[] loads = new long[shards];
        int[] dealt = new int[items.Count];
        // Large ones first, while there is room everywhere; those of like size in an order that has nothing to do with size, so that one
        // more delays few.
        foreach (int item in Enumerable.Range(0, items.Count).OrderByDescending(i => SizeClass(items[i].Size)).ThenBy(i => hashes[i]))
        {
            int shard = Choose(hashes[item], items[item].Size, salts, loads, capacity);
            loads[shard] += items[item].Size;
            dealt[item] = shard;
        }

        return dealt;
    }

    /// <summary>A number that depends on every character of a text, and on nothing else.</summary>
    public static ulong Hash(string text)
    {
        // FNV-1a, and a finisher that spreads it over all bits.
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

    /// <summary>The first step of a ladder, each 5 % above the one before, that is at least 5 % above the even share.</summary>
    private static long Capacity(long total, int shards)
    {
        long capacity = SmallestCapacity;
        while ((Int128)capacity * shards * 20 < (Int128)total * 21)
        {
            capacity += (capacity + 19) / 20;
        }

        return capacity;
    }

    // Sizes within a factor of 16 are of one class.
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
