using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>The smallest defect that would have been seen, where numbers are judged by their steps as well.</summary>
public sealed class StepSightTest
{
    [TestCase(true, 2e-6)]
    [TestCase(false, 1e-4)]
    public void Compare_GradientBehindACancellation_IsSeenSharplyByItsStepOnly(bool withDelta, double atLeast)
    {
        // a = 100 − 100 + 1 in float32: the gradient is known to 1e-5 only, but from its own δ to the last digits.
        // With as many samples as weights no gradient can be told from the others.
        Fixture fixture = RandomFixture.OneLayer(
            [100, -100, 1], new Linear(), [1, 1, 1, 1, 1, 1, 1, 1, 1], [0.5, 0.5, 0.5], Loss.HalfSumOfSquares, samples: 3);
        Reference reference = Planted.Reference(fixture);
        Quantity[] given = withDelta ? [Quantity.Delta, Quantity.WeightGradient] : [Quantity.WeightGradient];
        ResultComparison comparison = ResultComparer.Compare(
            reference, Planted.Own(reference, FloatFormat.Float32).Only(given));
        TensorSummary gradient = comparison.Summaries.Single(tensor => tensor.Step.Quantity == Quantity.WeightGradient);
        Assert.That(gradient.Sees, withDelta ? Is.LessThan(atLeast) : Is.GreaterThan(atLeast / 10).And.LessThan(atLeast * 10));
    }

    [Test]
    public void Compare_GradientBelowTheRoundingOfTheWhole_ZerosPassWithoutItsOwnDelta()
    {
        // δ = y − t = 1e-9 is below the rounding of y; δ and gradient may as well be 0 there.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [1 + 1e-9], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32).Only(Quantity.Delta, Quantity.WeightGradient);
        TensorSummary Gradient(IndependentResult other) => ResultComparer.Compare(reference, other).Summaries
            .Single(tensor => tensor.Step.Quantity == Quantity.WeightGradient);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Gradient(own.Only(Quantity.WeightGradient)).ZeroPasses, Is.True);
            Assert.That(Gradient(own).ZeroPasses, Is.False, "from its own δ, which is not 0, it cannot be 0");
        }
    }

    [Test]
    public void Compare_GradientsJudgedFromEachOther_ZerosOfAllOfThemPass()
    {
        // The same with three inputs: each gradient is known sharply from the two others, but zeros fit each other as well.
        Fixture fixture = RandomFixture.OneLayer([1, 1, 1], new Linear(), [1, 2, 3], [6 + 1e-9], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32).Only(Quantity.WeightGradient);
        TensorComparison judged = ResultComparer.Judge(reference, own).Numbers.Tensors.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(judged.StepVerdicts, Has.All.EqualTo(StepVerdict.Follows));
            Assert.That(judged.StepAllowed!.Value[0], Is.LessThan(Math.Abs(judged.Other[0])), "alone it cannot be 0");
            Assert.That(ResultComparer.Compare(reference, own).Summaries[0].ZeroPasses, Is.True);
        }
    }
}
