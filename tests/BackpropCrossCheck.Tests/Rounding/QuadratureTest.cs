using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>√(x² + y²) where the squares pass what double precision holds, at either end.</summary>
public sealed class QuadratureTest
{
    [TestCase(1)]
    [TestCase(1e-250)]
    [TestCase(1e+250)]
    public void Of_SquaresBeyondTheRange_IsTheRootAllTheSame(double scale)
    {
        double[] row = new double[2];
        Quadrature.OfColumns([3 * scale, 0, 4 * scale, 12 * scale], [1, 1], row);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Quadrature.Of(3 * scale, 4 * scale, 12 * scale), Is.EqualTo(13 * scale).Within(4).Ulps);
            Assert.That(Quadrature.OfProducts([3 * scale, 4], [1, -scale]), Is.EqualTo(5 * scale).Within(4).Ulps);
            Assert.That(row, Is.EqualTo(new[] { 5 * scale, 12 * scale }).Within(4).Ulps);
        }
    }

    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NaN)]
    public void Of_TermThatIsNotFinite_IsNotFinite(double term)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Quadrature.Of(term, 1, 1), Is.EqualTo(term));
            Assert.That(Quadrature.OfProducts([1, term], [1, 1]), Is.EqualTo(term));
        }
    }

    [TestCase(1, 3, 1)]
    [TestCase(4, 7, 1)]
    [TestCase(11, 5, 1)]
    [TestCase(6, 9, 1e-250)]
    [TestCase(9, 2, 1e+250)]
    public void OfRows_AnyShape_IsThatOfEachRowToTheLastBit(int rows, int columns, double scale)
    {
        var random = new Random(rows);
        double[] matrix = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble() - 0.5)];
        double[] vector = [.. Enumerable.Range(0, columns).Select(_ => scale * (random.NextDouble() - 0.5))];
        double[] results = new double[rows];
        Quadrature.OfRows(matrix, vector, results);
        double[] expected =
            [.. Enumerable.Range(0, rows).Select(k => Quadrature.OfProducts(matrix.AsSpan(k * columns, columns), vector))];
        Assert.That(results, Is.EqualTo(expected));
    }
}
