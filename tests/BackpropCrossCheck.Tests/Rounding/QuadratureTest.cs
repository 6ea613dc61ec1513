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
}
