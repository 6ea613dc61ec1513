using System.Diagnostics;
using System.Globalization;

namespace BackpropCrossCheck.Tests;

/// <summary>Puts damaged texts through a reader and counts the outcomes.</summary>
/// <param name="what">What the texts are, for the line that is printed.</param>
/// <param name="texts">The sound texts that are damaged.</param>
internal sealed class HostileRun(string what, IReadOnlyList<byte[]> texts)
{
    /// <summary>A damaged text takes milliseconds; a reader that takes the square of its length takes minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Reads damaged texts. Fails at the first that ends in an exception which is no refusal.</summary>
    /// <param name="seed">The seed of the first text; the next has the next one.</param>
    /// <param name="count">How many.</param>
    /// <param name="read">Reads a text; may throw.</param>
    /// <param name="isRefusal">True for an exception that the reader is meant to throw.</param>
    public void Read(int seed, int count, Action<byte[]> read, Func<Exception, bool> isRefusal)
    {
        int refused = 0;
        (TimeSpan Time, int Seed) slowest = default;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            byte[] text = TextOf(seed + i);
            long before = Stopwatch.GetTimestamp();
            try
            {
                read(text);
            }
            catch (Exception fault) when (isRefusal(fault))
            {
                refused++;
            }
            catch (Exception fault)
            {
                throw new AssertionException($"{what}, seed {seed + i}: {fault}", fault);
            }

            TimeSpan time = Stopwatch.GetElapsedTime(before);
            slowest = time > slowest.Time ? (time, seed + i) : slowest;
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {count} texts from seed {seed}, {refused} refused, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, the slowest "
                + $"{slowest.Time.TotalMilliseconds:F1} ms (seed {slowest.Seed})"));
        Slowest = slowest.Time;
    }

    /// <summary>The longest time for a text in the last run.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Fails if a text of the last run took more than a minute. Only runs that are started by hand ask for this.</summary>
    public void RequireSpeed() => Assert.That(Slowest, Is.LessThan(Patience), what);

    /// <summary>The damaged text of a seed.</summary>
    public byte[] TextOf(int seed)
    {
        var random = new Random(seed);
        return new Mutation(seed).Of(texts[random.Next(texts.Count)], texts[random.Next(texts.Count)]);
    }
}
