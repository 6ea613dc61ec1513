using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>The fixtures that pass without being able to show a small defect are named, and no others.</summary>
public sealed class BlindTextTest
{
    private static readonly Fixture Fixture = RandomFixture.Create(1);

    [TestCase(0.009, null)]
    [TestCase(0.011, "1 fixture could not have shown a gradient that is 1 % wrong: f0")]
    public void Of_SmallestDefectBesideOnePercent_IsTheLimit(double sees, string? text)
        => Assert.That(BlindText.Of([Report(0, Verdict.Pass, [sees])]), Is.EqualTo(text));

    [Test]
    public void Of_OneWitnessThatSees_IsEnough()
        => Assert.That(BlindText.Of([Report(0, Verdict.Pass, [0.5, 0.001])]), Is.Null);

    [Test]
    public void Of_ZerosWouldPass_IsBlind()
        => Assert.That(BlindText.Of([Report(0, Verdict.Pass, [null])]), Does.EndWith(": f0"));

    [Test]
    public void Of_FixtureThatFails_IsNotNamed()
        => Assert.That(BlindText.Of([Report(0, Verdict.Fail, [0.5])]), Is.Null);

    [Test]
    public void Of_ManyFixtures_AreCounted()
        => Assert.That(
            BlindText.Of([.. Enumerable.Range(0, 5).Select(i => Report(i, Verdict.Pass, [0.5]))]),
            Is.EqualTo("5 fixtures could not have shown a gradient that is 1 % wrong: f0, f1, f2 and 2 more"));

    /// <summary>A fixture with a witness for each smallest defect; null where zeros would pass.</summary>
    private static FixtureReport Report(int number, Verdict verdict, double?[] sees) => new()
    {
        Name = FormattableString.Invariant($"f{number}"),
        File = "f.json",
        Fixture = Fixture,
        Layout = Fixture.Layout,
        Loss = Fixture.Loss,
        Verdict = verdict,
        Comparisons =
        [
            .. sees.Select(defect => new ResultComparison
            {
                Against = "w",
                Kind = ResultKind.Oracle,
                Summaries =
                [
                    new TensorSummary(Fixture.Layout.WeightGradient(0), 1, 0, 0) { Sees = defect, ZeroPasses = defect is null },
                ],
            }),
        ],
    };
}
