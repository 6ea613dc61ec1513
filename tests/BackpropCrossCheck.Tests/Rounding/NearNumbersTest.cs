using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Numbers that are apart equal nothing, and no pair of equal ones is overlooked.</summary>
public sealed class NearNumbersTest
{
    [TestCase(64)]
    [TestCase(2048)]
    [TestCase(3000)]
    public void AreApart_NumbersOfAllSizes_SaysSo(int count) => Assert.That(NearNumbers.AreApart(Draw(1, count)));

    /// <summary>Equal by the tolerance, to either side and across a power of two, is never apart.</summary>
    [Test]
    public void AreApart_PairWithinTheTolerance_IsFound([Range(1, 200)] int seed)
    {
        double[] row = Draw(seed, 300);
        row[7] = seed % 10 == 0 ? 1 : row[7];
        row[200] = row[7] * (1 + ((seed % 2 == 0 ? 0.99 : -0.99) * EqualNumbers.Tolerance));
        Assert.That(NearNumbers.AreApart(row), Is.False);
        Assert.That(EqualNumbers.Share(row), Is.EqualTo(2 / 300.0));
    }

    [Test]
    public void AreApart_OppositeNumbersAndZeros_AreNotEqual()
    {
        double[] row = Draw(1, 100);
        (row[3], row[4], row[5]) = (0, 0, -row[6]);
        Assert.That(NearNumbers.AreApart(row));
        Assert.That(EqualNumbers.Groups(row, zeros: true), Is.EqualTo(new[] { new[] { 3, 4 } }), "but zeros may be a group");
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void AreApart_NumberThatIsNotFinite_IsLeftToSorting(double value)
    {
        double[] row = Draw(1, 100);
        row[50] = value;
        Assert.That(NearNumbers.AreApart(row), Is.False);
    }

    private static double[] Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30)))];
    }
}
