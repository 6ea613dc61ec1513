using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Tests.Sharding;

/// <summary>The dealing of fixtures: each once, evenly, and with few moves when one is added.</summary>
public sealed class ShardPlanTest
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(50)]
    public void Deal_MixedSizes_IsEvenWithinAnEighth(int shards)
    {
        ShardItem[] items = Mixed(1, 5000);
        long[] loads = Loads(items, ShardPlan.Deal(items, shards));

        Assert.That(loads.Sum(), Is.EqualTo(items.Sum(item => item.Size)));
        Assert.That(loads.Max() / loads.Average(), Is.AtMost(1.125));
    }

    /// <summary>The rejecting twin: without bounds fifty shards are uneven by much more.</summary>
    [Test]
    public void Deal_ByHashAlone_IsUneven()
    {
        ShardItem[] items = Mixed(1, 5000);
        long[] loads = Loads(items, [.. items.Select(item => (int)(ShardPlan.Hash(item.Key) % 50))]);

        Assert.That(loads.Max() / loads.Average(), Is.GreaterThan(1.5));
    }

    [TestCase(3)]
    [TestCase(50)]
    public void Deal_OneFixtureMore_MovesFewOfTheOthers(int shards)
    {
        ShardItem[] items = Mixed(2, 5000);
        int[] before = ShardPlan.Deal(items, shards);
        int[] moved =
            [.. Mixed(3, 40).Select(added => Moved(before, ShardPlan.Deal([.. items, added with { Key = "added/" + added.Key }], shards)))];

        Assert.That(moved.Count(count => count == 0), Is.GreaterThan(20), "most of the time none");
        Assert.That(moved.Max(), Is.LessThan(250), "a twentieth at most");
    }

    [Test]
    public void Deal_AnyOrder_IsTheSame()
    {
        ShardItem[] items = Mixed(4, 200);
        int[] dealt = ShardPlan.Deal(items, 7);
        int[] backwards = ShardPlan.Deal([.. items.Reverse()], 7);

        Assert.That(backwards.Reverse(), Is.EqualTo(dealt));
    }

    [Test]
    public void Deal_OneGiant_HasAShardAlmostForItself()
    {
        ShardItem[] items = [.. Mixed(5, 300), new ShardItem("giant.json", 100_000_000)];
        int[] dealt = ShardPlan.Deal(items, 4);

        Assert.That(dealt.Count(shard => shard == dealt[^1]), Is.LessThan(300));
        Assert.That(dealt.Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void Deal_MoreShardsThanFixtures_LeavesSomeEmpty()
    {
        int[] dealt = ShardPlan.Deal(Mixed(6, 3), 50);

        Assert.That(dealt, Has.Length.EqualTo(3).And.All.InRange(0, 49));
        Assert.That(ShardPlan.Deal([], 50), Is.Empty);
    }

    [Test]
    public void Deal_EqualFixtures_AreSpread()
    {
        ShardItem[] items = [.. Enumerable.Range(0, 1000).Select(i => new ShardItem($"{i}.json", 0))];

        Assert.That(
            ShardPlan.Deal(items, 10).CountBy(shard => shard).Select(count => count.Value), Has.Exactly(10).Items.And.All.GreaterThan(50));
    }

    private static int Moved(int[] before, int[] after) => before.Where((shard, i) => shard != after[i]).Count();

    private static long[] Loads(ShardItem[] items, int[] dealt)
    {
        long[] loads = new long[dealt.Max() + 1];
        for (int i = 0; i < items.Length; i++)
        {
            loads[dealt[i]] += items[i].Size;
        }

        return loads;
    }

    /// <summary>Sizes from 600 bytes to 100 kilobytes, most of them small.</summary>
    private static ShardItem[] Mixed(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new ShardItem(
            $"folder-{i % 17}/fixture-{i}.json", 300 + (long)Math.Min(300 * Math.Pow(random.NextDouble(), -1.2), 100_000)))];
    }
}
