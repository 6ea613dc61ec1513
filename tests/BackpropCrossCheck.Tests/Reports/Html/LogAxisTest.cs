using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Reports.Html;

namespace BackpropCrossCheck.Tests.Reports.Html;

public sealed class LogAxisTest
{
    [Test]
    public void Place_PowersOfTen_AreEquallyFarApart()
    {
        var axis = Axis([0.003, 2e-6]);
        Assert.That(axis.Place(1e-6), Is.EqualTo(0).Within(1e-9));
        Assert.That(axis.Place(1e-4), Is.EqualTo(200).Within(1e-9));
        Assert.That(axis.Place(1e-2), Is.EqualTo(400).Within(1e-9));
    }

    [Test]
    public void Place_ZeroAndInfinity_HaveLanesOfTheirOwn()
    {
        var axis = Axis([1, 0.1, 0, double.PositiveInfinity, double.NaN]);
        Assert.That(axis.Place(0), Is.LessThan(axis.Place(0.1)).And.GreaterThan(0));
        Assert.That(
            axis.Place(double.PositiveInfinity), Is.GreaterThan(axis.Place(1)).And.LessThan(400).And.EqualTo(axis.Place(double.NaN)));
        Assert.That(axis.Ticks(9).Select(tick => tick.Name), Is.EqualTo(new[] { "0", "10⁻¹", "10⁰", "∞" }));
    }

    [Test]
    public void Ticks_NoZeroAndNoInfinity_AreThePowersAlone()
        => Assert.That(Axis([1e-12, 0.5]).Ticks(4).Select(tick => tick.Name), Is.EqualTo(new[] { "10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰" }));

    [Test]
    public void Place_FarTooSmall_CountsAsZeroAndIsNamedSo()
    {
        var axis = Axis([1, 0.5e-20, 1e-300]);
        Assert.That(axis.Place(1e-300), Is.EqualTo(axis.Place(0)));
        Assert.That(axis.Ticks(9).First().Name, Is.EqualTo("≈ 0"));
    }

    [Test]
    public void Place_NothingButZeros_IsDefined()
    {
        var axis = Axis([0, 0]);
        Assert.That(axis.Place(0), Is.InRange(0, 400));
        Assert.That(axis.Place(1), Is.InRange(0, 400));
    }

    [Test]
    public void Place_AxisThatGoesUp_HasLargeNumbersAbove()
    {
        var axis = new LogAxis(LogRange.Of([1, 0.01], decades: 24), start: 300, end: 0);
        Assert.That(axis.Place(1), Is.EqualTo(0).Within(1e-9));
        Assert.That(axis.Place(0.01), Is.EqualTo(300).Within(1e-9));
    }

    private static LogAxis Axis(double[] values) => new(LogRange.Of(values, decades: 24), start: 0, end: 400);
}
