using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Units at exactly 0, where the derivative is a choice, beside units near it, where rounding decides.</summary>
public sealed class KinkChoiceTest
{
    [TestCase(-0.06, "d", "d")]
    [TestCase(-0.05, "a", "a")]
    [TestCase(-0.02, "u", "a")]
    [TestCase(0.1, "d", "a")]
    [TestCase(0.24, "d", "u")]
    [TestCase(0.26, "d", "d")]
    public void Compare_OneUnitAtZeroAndOneNearIt_EachMovesTheNumberInItsWay(double gradient, string tensorFlow, string any)
    {
        // The first sample's pre-activation 0.5 + 0.5 − 1 is exactly 0, so its part of the gradient is 0, or up to 0.5·0.5. The second
        // one's, 0.1 + 0.2 − 0.3, is 0 except for rounding, so its part is −0.5·0.1 in double precision, and may be 0.
        Fixture fixture = RandomFixture.OneLayer(
            [1, 1, -1], new Relu(), [0.5, 0.5, 1, 0.1, 0.2, 0.3], [-0.5, 0.5], Loss.HalfSumOfSquares, samples: 2);
        Reference reference = Planted.Reference(fixture);
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(fixture.Layout.WeightGradient(0), [gradient, 0, 0], [false, true, true]);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float32) with { Numbers = numbers };
        string Verdict(KinkDerivative kinks) => ResultComparer.Compare(reference, other, kinks: kinks).Verdicts("gradient");
        Assert.That((Verdict(KinkDerivative.TensorFlow), Verdict(KinkDerivative.Any)), Is.EqualTo((tensorFlow, any)));
    }

    [TestCase(0, "u")]
    [TestCase(-0.5, "a")]
    [TestCase(-0.25, "u")]
    public void Compare_ZeroOnTheOtherSideAlone_IsNoChoice(double delta, string verdict)
    {
        // The other side's pre-activation is 0 and the engine's 5.6e-17: rounding makes them different, and so the derivatives.
        Fixture fixture = RandomFixture.OneLayer(
            [1, 1, -1], new Relu(), [0.1, 0.2, 0.3], [0.5], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(fixture.Layout.PreActivation(0), [0]);
        numbers.Set(fixture.Layout.Delta(0), [delta]);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float64) with { Numbers = numbers };
        Assert.That(ResultComparer.Compare(reference, other).Verdicts("delta"), Is.EqualTo(verdict));
    }

    [TestCase(1e-8, "u")]
    [TestCase(1e-5, "d")]
    [TestCase(-0.5 - 1e-8, "u")]
    [TestCase(-0.5 - 1e-5, "d")]
    public void Compare_BesideTheEndsOfAKink_IsUndecidableWithinRounding(double delta, string verdict)
    {
        // 0.1 + 0.2 − 0.3 is a little above 0 in one case and a little below in the other. Rounding is allowed around the engine's own end
        // of the kink; it must be allowed around the other end too.
        double third = delta > 0 ? 0.3 : 0.3000000000000001;
        Fixture fixture = RandomFixture.OneLayer(
            [1, 1, -1], new Relu(), [0.1, 0.2, third], [0.5], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float32).Only(Quantity.Delta)
            .With(fixture.Layout.Delta(0), 0, delta);
        Assert.That(ResultComparer.Compare(reference, other).Verdicts("delta"), Is.EqualTo(verdict));
    }

    [Test]
    public void Compare_EveryDerivativeInAnotherConvention_AllowsAsFarAsItsEnds()
    {
        // ∂L/∂z = −0.5 in the half sum of squares and −1 in the sum: that far from 0 a δ may lie.
        Fixture fixture = RandomFixture.OneLayer([1, -1], new Relu(), [0.5, 0.5], [0.5], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float64).With(fixture.Layout.Delta(0), 0, -0.25);
        ResultComparison comparison = ResultComparer.Compare(
            reference, other, new Loss(new SquaredError(), Reduction.Sum), kinks: KinkDerivative.Any);
        ComparedNumber number = comparison.Of("delta")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(number.Verdict, Is.EqualTo(NumberVerdict.Agrees));
            Assert.That(number.Allowed, Is.EqualTo(1).Within(1e-12));
        }
    }
}
