using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Rounding by hand, and numbers as they are shown.</summary>
public sealed class DecimalRoundingTest
{
    [TestCase(0.485, 2, 0.49)]
    [TestCase(-0.485, 2, -0.49)]
    [TestCase(0.4849999, 2, 0.48)]
    [TestCase(1.005, 2, 1.01)]
    [TestCase(-0.004, 2, 0)]
    [TestCase(2.5, 0, 3)]
    [TestCase(1e20, 2, 1e20)]
    [TestCase(double.PositiveInfinity, 2, double.PositiveInfinity)]
    public void Round_ToDecimals_TakesAHalfAwayFromZero(double value, int decimals, double rounded)
        => Assert.That(DecimalRounding.Round(value, decimals), Is.EqualTo(rounded));

    [Test]
    public void Round_SmallNegative_IsNoNegativeZero() => Assert.That(double.IsNegative(DecimalRounding.Round(-0.001, 2)), Is.False);

    [TestCase(0.1 + 0.2, 2, true)]
    [TestCase(0.123, 2, false)]
    [TestCase(1234567.5, 1, true)]
    public void IsExact_Number_TellsIfItHasMoreDecimals(double value, int decimals, bool exact)
        => Assert.That(DecimalRounding.IsExact(value, decimals), Is.EqualTo(exact));

    [TestCase(0.5, 6, "0.5")]
    [TestCase(0.80049902, 2, "0.80")]
    [TestCase(-0.001690509, 6, "-0.001691")]
    [TestCase(3.4219e-8, 6, "3.4219e-8")]
    [TestCase(-0.0000001, 2, "-1e-7")]
    [TestCase(12345678901, 2, "1.23e10")]
    [TestCase(double.NaN, 2, "NaN")]
    [TestCase(double.NegativeInfinity, 2, "-∞")]
    public void Text_OfANumber_HasTheDigitsThatMatter(double value, int decimals, string text)
        => Assert.That(NumberText.Of(value, decimals), Is.EqualTo(text));
}
