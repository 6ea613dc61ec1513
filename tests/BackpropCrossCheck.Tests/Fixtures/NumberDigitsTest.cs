using System.Globalization;
using System.Numerics;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Numbers with more digits than a double holds, where the last digits decide which of two doubles is nearest.</summary>
public sealed class NumberDigitsTest
{
    private const int Count = 4000;

    [TestCase("9007199254740993", 9007199254740992)]
    [TestCase("9007199254740995", 9007199254740996)]
    [TestCase("9007199254740993.1", 9007199254740994)]
    [TestCase("9007199254740992.9", 9007199254740992)]
    [TestCase("0.9007199254740993", 0.9007199254740993)]
    public void Read_HalfwayBetweenTwoDoubles_IsTheEvenOneAndBeyondItTheNearer(string text, double value)
        => Assert.That(Read([text]), Is.EqualTo(new[] { value }));

    [Test]
    public void Read_SixteenToNineteenDigitsAroundAHalfwayPoint_AreTheNearestDoubles()
    {
        var texts = new List<string>();
        var values = new List<double>();
        var random = new Random(15);
        for (int i = 0; i < Count; i++)
        {
            // m·2ᵉ and (m + 1)·2ᵉ are neighbours, and (2m + 1)·2ᵉ⁻¹ lies halfway: a whole number of 16 to 19 digits.
            long m = random.NextInt64(1L << 52, (1L << 53) - 1);
            int e = 1 + (i % 10);
            BigInteger halfway = ((2 * (BigInteger)m) + 1) << (e - 1);
            double below = Math.ScaleB(m, e);
            double above = Math.ScaleB(m + 1, e);
            texts.AddRange(new[] { halfway - 1, halfway, halfway + 1 }.Select(number => number.ToString(CultureInfo.InvariantCulture)));
            values.AddRange([below, m % 2 == 0 ? below : above, above]);
        }

        Assert.That(Read(texts), Is.EqualTo(values));
        Assert.That(texts.Select(text => text.Length).Distinct().Order(), Is.EqualTo(new[] { 16, 17, 18, 19 }));
    }

    [Test]
    public void Read_SixteenToNineteenDigitsWithAnExponent_AreThoseOfTheFramework()
    {
        var random = new Random(16);
        string[] texts = [.. Enumerable.Range(0, Count).Select(_ => FormattableString.Invariant(
            $"{random.NextInt64(1_000_000_000_000_000, long.MaxValue)}e{random.Next(-60, 40)}"))];
        Assert.That(Read(texts), Is.EqualTo(texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture))));
    }

    /// <summary>The numbers, read as the inputs of as many samples.</summary>
    private static double[] Read(IReadOnlyCollection<string> numbers)
    {
        string inputs = string.Join(", ", numbers.Select(number => $"[{number}]"));
        string labels = string.Join(", ", numbers.Select(_ => "[0]"));
        return FixtureText.Read($$"""
            {
              "version": 1, "name": "x", "layers": [{ "weights": [[1]], "activation": "linear" }],
              "inputs": [{{inputs}}], "labels": [{{labels}}], "loss": "half-sum-of-squares"
            }
            """).Batch.Inputs.ToArray();
    }
}
