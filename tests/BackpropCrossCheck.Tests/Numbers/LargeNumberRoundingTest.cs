using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Numbers;

/// <summary>Ties of numbers so large that their binary form is off by more than a billionth of the last digit.</summary>
public sealed class LargeNumberRoundingTest
{
    [TestCase(9470054.325, RoundingWay.HalfUp, 9470054.33)]
    [TestCase(9470054.325, RoundingWay.HalfEven, 9470054.32)]
    [TestCase(9470054.325, RoundingWay.CutOff, 9470054.32)]
    [TestCase(19034063.725, RoundingWay.HalfUp, 19034063.73)]
    [TestCase(19034063.725, RoundingWay.HalfEven, 19034063.72)]
    [TestCase(19034063.724, RoundingWay.HalfUp, 19034063.72)]
    [TestCase(19034063.726, RoundingWay.HalfEven, 19034063.73)]
    public void Of_TieThatBinaryDigitsMiss_IsATie(double value, RoundingWay way, double rounded)
        => Assert.That(new NumberRounding(new NumberPrecision.Decimals(2), way).Of(value), Is.EqualTo(rounded));
}
