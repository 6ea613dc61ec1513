using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Comparison;

public sealed class FactorSumsTest
{
    /// <summary>Numbers that come in parts give the bits that they give together.</summary>
    [TestCase(1)]
    [TestCase(7)]
    public void Fit_OfParts_IsThatOfTheWhole(int most)
    {
        var random = new Random(most);
        double[] x = [.. Enumerable.Range(0, 30).Select(i => i % 5 == 0 ? 0 : random.NextDouble() - 0.5)];
        double[] y = [.. x.Select(value => (3 * value) + (random.NextDouble() / 1000))];
        double[] sigma = [.. x.Select((_, i) => i == 3 ? double.PositiveInfinity : random.NextDouble())];
        var sums = new FactorSums();
        foreach (Range part in Parts())
        {
            sums.Measure(x[part], sigma[part]);
        }

        foreach (Range part in Parts())
        {
            sums.Add(x[part], y[part], sigma[part]);
        }

        foreach (Range part in Parts())
        {
            sums.AddLeft(x[part], y[part], sigma[part]);
        }

        Assert.That(sums.Fit, Is.EqualTo(FactorFit.Of(x, y, sigma)));
        Assert.That(sums.Fit!.Value.Factor, Is.EqualTo(3).Within(0.1));

        IEnumerable<Range> Parts() => Enumerable.Range(0, (x.Length + most - 1) / most)
            .Select(i => (i * most)..Math.Min((i + 1) * most, x.Length));
    }

    [Test]
    public void Fit_NoNumberSaysAnything_IsNull()
    {
        var sums = new FactorSums();
        sums.Measure([0, 1], [1, 0]);
        sums.Add([0, 1], [1, 1], [1, 0]);
        sums.AddLeft([0, 1], [1, 1], [1, 0]);
        Assert.That(sums.Fit, Is.Null);
    }
}
