using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Comparison;

public sealed class LogRangeTest
{
    private static readonly TestCaseData[] Ranges =
    [
        Case([0.003, 2e-6], new LogRange(-6, -2, HasZero: false, IsCutOff: false, HasInfinity: false)),
        Case([1, 0.5e-20, 1e-300], new LogRange(-21, 0, HasZero: true, IsCutOff: true, HasInfinity: false)),
        Case([0, 0], new LogRange(-1, 0, HasZero: true, IsCutOff: false, HasInfinity: false)),
        Case([], new LogRange(-1, 0, HasZero: false, IsCutOff: false, HasInfinity: false)),
        Case([10, double.NaN], new LogRange(0, 1, HasZero: false, IsCutOff: false, HasInfinity: true)),
        Case([1, double.PositiveInfinity, 0], new LogRange(-1, 0, HasZero: true, IsCutOff: false, HasInfinity: true)),
    ];

    [TestCaseSource(nameof(Ranges))]
    public void Of_Numbers_ReachesOverThem(double[] values, object range)
        => Assert.That(LogRange.Of(values, decades: 24), Is.EqualTo(range));

    [Test]
    public void Of_RangeBeside_IsWithin()
    {
        var beside = new LogRange(-9, -4, HasZero: true, IsCutOff: true, HasInfinity: true);

        Assert.That(
            LogRange.Of([0.5, 0.02], decades: 24, beside),
            Is.EqualTo(new LogRange(-9, 0, HasZero: false, IsCutOff: false, HasInfinity: false)));
    }

    private static TestCaseData Case(double[] values, LogRange range)
        => new TestCaseData(values, range).SetName($"Of_[{string.Join(", ", values)}]");
}
