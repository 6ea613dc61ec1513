using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Tests.Library;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>What must be said about calculations that people posted, or might have.</summary>
public sealed class HandCaseTest
{
    private const string Folder = "tests/BackpropCrossCheck.Tests/HandCases/";

    [TestCase("new-weight-one-wrong")]
    [TestCase("new-weight-one-wrong-outputs-given")]
    [TestCase("new-weight-one-wrong-gradient-given")]
    [TestCase("new-weight-follows-wrong-gradient")]
    [TestCase("new-loss-wrong")]
    [TestCase("new-weights-of-a-posted-answer")]
    [TestCase("mazur-one-wrong-new-weight")]
    [TestCase("askfilo-textbook-network")]
    [TestCase("edmond-3222")]
    public void Findings_WrongNumbersThatFitNothing_AreNone(string file)
    {
        ResultComparison comparison = OfFirstEntry(file);
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Said(comparison), Is.Empty);
    }

    [Test]
    public void Findings_DerivativeAtTheOutputWithThreeDecimals_IsNamed()
        => Assert.That(Said(OfFirstEntry("follows-too-wide")), Is.EqualTo("derivative-at-output in 2"));

    [Test]
    public void Findings_StepThatGoesUphill_IsThatAlone()
        => Assert.That(Said(OfFirstEntry("new-weights-added")), Is.EqualTo("gradient-ascent"));

    [TestCase("delta-t-minus-y-all")]
    [TestCase("delta-t-minus-y-all-hand")]
    [TestCase("delta-t-minus-y-right-gradients")]
    [TestCase("delta-t-minus-y-right-step")]
    [TestCase("delta-t-minus-y-right-new-weights")]
    [TestCase("delta-t-minus-y-right-step-hand")]
    [TestCase("gradient-negative-right-step")]
    [TestCase("sebasbelmos")]
    public void Findings_OtherSignAndRightStep_IsAConvention(string file)
    {
        ResultComparison comparison = OfFirstEntry(file);
        Assert.That(Said(comparison), Is.EqualTo("delta-sign"));
        Assert.That(comparison.Findings[0].Text, Does.Contain("a convention and no mistake"));
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail));
    }

    [TestCase("deltas-04")]
    [TestCase("deltas-06")]
    [TestCase("deltas-09")]
    [TestCase("deltas-12")]
    [TestCase("gradients-04")]
    [TestCase("gradients-06")]
    [TestCase("gradients-09")]
    [TestCase("gradients-12")]
    [TestCase("new-weights-06")]
    [TestCase("new-weights-09")]
    [TestCase("new-weights-12")]
    [TestCase("all-04")]
    [TestCase("all-06")]
    [TestCase("all-09")]
    [TestCase("all-12")]
    [TestCase("all-hand-04")]
    [TestCase("all-hand-06")]
    [TestCase("all-hand-09")]
    [TestCase("all-hand-12")]
    public void Findings_UpdatedWeights_HaveTheDeclaredRate(string what)
        => Assert.That(Said(OfFirstEntry($"updated-weights-{what}-decimals")), Is.EqualTo("updated-weights 0.25"));

    [TestCase("updated-weights-outputs-deltas-new-hand", "updated-weights 0.25")]
    [TestCase("updated-weights-new-weights-only", "updated-weights 0.25")]
    [TestCase("updated-weights-saturated-unit", "updated-weights 0.1")]
    [TestCase("updated-weights-new-weights-04-decimals", "")]
    public void Findings_UpdatedWeightsWithFewNumbers_AreNamedToo(string file, string said)
        => Assert.That(Said(OfFirstEntry(file)), Is.EqualTo(said));

    [TestCase("0.291027924", "updated-weights 0.5")]
    [TestCase("0.291027931", "")]
    public void Findings_NewLossBesideRightNewWeights_IsExplainedByItself(string loss, string said)
    {
        Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}mazur-2015.json"));
        TensorSet numbers = Planted.Changed(fixture.Expected[0].Numbers, (_, values) => values);
        numbers.Set(fixture.Layout.UpdatedLoss, [double.Parse(loss, CultureInfo.InvariantCulture)]);
        IndependentResult published = IndependentResult.Of(fixture.Expected[0]) with { Numbers = numbers };
        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), published);
        Assert.That(comparison.Discrepancies, Is.EqualTo(1));
        Assert.That(Said(comparison), Is.EqualTo(said));
    }

    [Test]
    public void Undiagnosed_NewWeightBesideItsRightGradient_IsASlipInTheUpdate()
        => Assert.That(OfFirstEntry("new-weight-one-wrong-gradient-given").Undiagnosed, Does.Contain("The slip is in the update"));

    [TestCase("mazur-2015.json", "mazur-2015-new-loss", 9, "updated-weights 0.5")]
    [TestCase("exercise.json", "16-swapped-two", 3, "transposed-gradient in 1")]
    [TestCase("exercise.json", "18-sign", 3, "sign-flipped -1")]
    [TestCase("exercise.json", "34-digit-swap-then-right", 3, "digits-swapped in 2")]
    [TestCase("exercise.json", "36-rounded-to-0-written-with-0", 3, "")]
    [TestCase("exercise.json", "48-wrong-a-then-key", 3, "key-copied in 2")]
    [TestCase("exercise.json", "49-factor-ten", 3, "factor-ten in 2")]
    [TestCase("exercise.json", "53-z-with-2-decimals", 3, "")]
    public void Findings_Answers_NameTheSlip(string exercise, string answers, int decimals, string said)
        => Assert.That(Said(Graded(exercise, answers, decimals)), Is.EqualTo(said));

    private static ResultComparison OfFirstEntry(string file)
    {
        Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}{file}.json"));
        return ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(fixture.Expected[0]));
    }

    private static ResultComparison Graded(string exercise, string answers, int decimals)
    {
        Fixture fixture = FixtureReader.Read(Repository.PathOf(Folder + exercise));
        string path = Repository.PathOf($"{Folder}{answers}.csv");
        ExpectedEntry entry = CsvAnswerReader.Read(File.ReadAllBytes(path), path, fixture, new NumberPrecision.Decimals(decimals)).Entry;
        return ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(entry));
    }

    private static string Said(ResultComparison comparison) => CaseWords.Of(comparison);
}
