using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Checking;

public sealed class SharedCauseTest
{
    private static readonly Finding InLayer1 = Named("missing-activation-derivative", 1);
    private static readonly Finding InLayer2 = Named("missing-activation-derivative", 2);
    private static readonly Finding Everywhere = Named("transposed-gradient", null);

    [Test]
    public void Of_SameCauseInSeveralFixtures_IsNamedOnceWithTheFirst()
        => Assert.That(
            Told(Failing("a", Everywhere), Failing("b", InLayer2), Failing("c", InLayer2), Failing("d", InLayer2)),
            Is.EqualTo(new[] { "missing-activation-derivative 2: 3, b" }));

    [Test]
    public void Of_CauseOfOneFixture_IsLeftOut()
        => Assert.That(Told(Failing("a", InLayer1), Failing("b", Everywhere), Failing("c")), Is.Empty);

    [Test]
    public void Of_AnotherLayer_IsAnotherCause()
        => Assert.That(
            Told(Failing("a", InLayer1), Failing("b", InLayer2), Failing("c", InLayer2), Failing("d", InLayer1)),
            Is.EqualTo(new[] { "missing-activation-derivative 1: 2, a", "missing-activation-derivative 2: 2, b" }));

    [Test]
    public void Of_AnotherArgument_IsAnotherCause()
    {
        Assert.That(Told(Failing("a", Scaled(2)), Failing("b", Scaled(0.5))), Is.Empty);
        Assert.That(Told(Failing("a", Used(new LeakyRelu(0.1))), Failing("b", Used(new LeakyRelu(0.2)))), Is.Empty);
        Assert.That(Told(Failing("a", Used(new LeakyRelu(0.1))), Failing("b", Used(new LeakyRelu(0.1)))), Has.Exactly(1).Items);
    }

    [TestCase(1 / 3.0, 0.33333333, true)]
    [TestCase(1 / 3.0, 0.33334, false)]
    [TestCase(double.NaN, double.NaN, true)]
    [TestCase(double.PositiveInfinity, double.NegativeInfinity, false)]
    public void Of_FittedNumbers_AreTheSameInTheDigitsThatAreShown(double one, double other, bool areSame)
        => Assert.That(Told(Failing("a", Scaled(one)), Failing("b", Scaled(other))), Has.Exactly(areSame ? 1 : 0).Items);

    [Test]
    public void Of_CausesNamedLater_DoNotCount()
        => Assert.That(Told(Failing("a", InLayer1, Everywhere), Failing("b", InLayer2, Everywhere)), Is.Empty);

    [Test]
    public void Of_ComparisonThatDoesNotFail_DoesNotCount()
        => Assert.That(
            Told(Failing("a", Everywhere), Fixture("b", Against(Verdict.Inconclusive, Everywhere)), Fixture("c", Against(Verdict.Pass))),
            Is.Empty);

    [Test]
    public void Of_SeveralComparisonsOfOneFixture_CountOnce()
    {
        ResultComparison fails = Against(Verdict.Fail, Everywhere);
        Assert.That(Told(Fixture("a", fails, fails)), Is.Empty);
        Assert.That(
            Told(Fixture("a", fails, fails), Fixture("b", Against(Verdict.Fail, InLayer1), fails)),
            Is.EqualTo(new[] { "transposed-gradient : 2, a" }));
    }

    [Test]
    public void Of_SeveralCauses_BeginWithTheMostFrequent()
        => Assert.That(
            Told(
                Failing("a", InLayer1),
                Failing("b", InLayer2),
                Failing("c", Everywhere),
                Failing("d", Everywhere),
                Failing("e", InLayer2),
                Failing("f", Everywhere),
                Failing("g", InLayer1)),
            Is.EqualTo(new[]
            {
                "transposed-gradient : 3, c",
                "missing-activation-derivative 1: 2, a",
                "missing-activation-derivative 2: 2, b",
            }));

    private static IEnumerable<string> Told(params FixtureReport[] fixtures) => SharedCause.Of(fixtures)
        .Select(cause => $"{cause.Finding.Cause} {cause.Finding.Layer}: {cause.Fixtures}, {cause.FirstName}");

    private static FixtureReport Failing(string name, params Finding[] findings) => Fixture(name, Against(Verdict.Fail, findings));

    private static FixtureReport Fixture(string name, params ResultComparison[] comparisons)
        => new() { Name = name, File = $"{name}.json", Verdict = Verdict.Fail, Comparisons = comparisons };

    private static ResultComparison Against(Verdict verdict, params Finding[] findings) => new()
    {
        Against = "a program",
        Kind = ResultKind.Recorded,
        Verdict = verdict,
        Diagnosis = new Lazy<DiagnosisResult>(new DiagnosisResult(findings, null)),
    };

    private static Finding Named(string cause, int? layer, FindingArgument? argument = null) => new(cause, layer, argument, 1, "A text.");

    private static Finding Scaled(double factor) => Named("scaled-tensor", 1, new FindingArgument.Number(factor));

    private static Finding Used(Activation activation) => Named("wrong-activation", 1, new FindingArgument.Function(activation));
}
