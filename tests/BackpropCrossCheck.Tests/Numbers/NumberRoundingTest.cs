using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Numbers;

public sealed class NumberRoundingTest
{
    [TestCase(0.145, 0.15, 0.14, 0.14)]
    [TestCase(0.155, 0.16, 0.16, 0.15)]
    [TestCase(-0.145, -0.15, -0.14, -0.14)]
    [TestCase(0.1449, 0.14, 0.14, 0.14)]
    [TestCase(0.29999999999999993, 0.3, 0.3, 0.3)]
    [TestCase(0.1 + 0.2, 0.3, 0.3, 0.3)]
    [TestCase(0.299, 0.3, 0.3, 0.29)]
    [TestCase(-0.001, 0.0, 0.0, 0.0)]
    [TestCase(1e300, 1e300, 1e300, 1e300)]
    [TestCase(1e-310, 0.0, 0.0, 0.0)]
    [TestCase(double.NaN, double.NaN, double.NaN, double.NaN)]
    [TestCase(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    public void Of_TwoDecimals_RoundsInEachWay(double value, double halfUp, double halfEven, double cutOff)
        => Assert.That(InEachWay(new NumberPrecision.Decimals(2), value), Is.EqualTo(new[] { halfUp, halfEven, cutOff }));

    [TestCase(0.001245, 0.00125, 0.00124, 0.00124)]
    [TestCase(1235, 1240, 1240, 1230)]
    [TestCase(-1225, -1230, -1220, -1220)]
    [TestCase(999.6, 1000, 1000, 999)]
    [TestCase(0, 0, 0, 0)]
    [TestCase(1e-320, 1e-320, 1e-320, 1e-320)]
    public void Of_ThreeSignificantDigits_RoundsInEachWay(double value, double halfUp, double halfEven, double cutOff)
        => Assert.That(InEachWay(new NumberPrecision.Significant(3), value), Is.EqualTo(new[] { halfUp, halfEven, cutOff }));

    [Test]
    public void Of_Format_IsRefused()
        => Assert.That(() => new NumberRounding(NumberPrecision.Float32, RoundingWay.HalfUp).Of(1), Throws.ArgumentException);

    private static double[] InEachWay(NumberPrecision precision, double value)
        => [.. Enum.GetValues<RoundingWay>().Select(way => new NumberRounding(precision, way).Of(value))];
}
