using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>When one factor alone explains all gradients: as much rounding is allowed as the factor makes of it.</summary>
public sealed class FittedScaleTest
{
    [TestCase(100, 50, true)]
    [TestCase(100, 400, false)]
    [TestCase(1, 0.5, true)]
    [TestCase(1, 50, false)]
    [TestCase(0.01, 0.5, true)]
    [TestCase(0.01, 50, false)]
    public void Compare_GradientsTimesAFactor_MayBeOffByAsManyTimesTheRounding(double factor, double roundings, bool isScaled)
    {
        Fixture fixture = RandomFixture.OneLayer([1, 1], new Linear(), [1, 1], [0.5], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.WeightGradient(0);
        double allowed = reference.AllowedAgainst(FloatFormat.Float32).OwnSide[step]![0];
        double[] engine = reference.Numbers[step]!;
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(step, [factor * engine[0], (factor * engine[1]) + (roundings * allowed)]);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float32) with { Numbers = numbers };
        ResultComparison comparison = ResultComparer.Compare(reference, other);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.IsScaled, Is.EqualTo(isScaled));
            Assert.That(comparison.FittedScale, Is.EqualTo(factor).Within(1).Percent);
        }
    }
}
