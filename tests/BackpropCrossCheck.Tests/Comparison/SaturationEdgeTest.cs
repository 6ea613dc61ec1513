using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>An output is saturated within four times the rounding of both sides from the end of its logarithm.</summary>
public sealed class SaturationEdgeTest
{
    [TestCase(LossKind.BinaryCrossEntropy, false, 0.3, true)]
    [TestCase(LossKind.BinaryCrossEntropy, false, 0.9, true)]
    [TestCase(LossKind.BinaryCrossEntropy, false, 1.1, false)]
    [TestCase(LossKind.BinaryCrossEntropy, true, 0.3, true)]
    [TestCase(LossKind.BinaryCrossEntropy, true, 0.9, true)]
    [TestCase(LossKind.BinaryCrossEntropy, true, 1.1, false)]
    [TestCase(LossKind.CategoricalCrossEntropy, false, 0.9, true)]
    [TestCase(LossKind.CategoricalCrossEntropy, false, 1.1, false)]
    public void Compare_OutputNearTheEndOfItsLogarithm_IsSaturatedWithinFourRoundings(
        LossKind kind, bool atOne, double share, bool saturated)
    {
        double allowed = Compared(kind, atOne ? 1 - 1e-4 : 1e-4).Of("output")[1].Allowed;
        double distance = share * allowed;
        ResultComparison comparison = Compared(kind, atOne ? 1 - distance : distance);
        NumberVerdict verdict = saturated ? NumberVerdict.Undecidable : NumberVerdict.Differs;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Of("delta")[0].Verdict, Is.EqualTo(verdict));
            Assert.That(comparison.Of("gradient")[0].Verdict, Is.EqualTo(verdict));
            Assert.That(comparison.Of("loss")[0].Verdict, Is.EqualTo(verdict));
        }
    }

    /// <summary>Two outputs: 0.5, and the difference of two numbers next to 1 or a half. Wrong numbers are planted.</summary>
    private static ResultComparison Compared(LossKind kind, double output)
    {
        Fixture fixture = RandomFixture.OneLayer(
            [0.5, 0, 0.5, output - 0.5], new Linear(), [1, 1], [0.25, 0.5], new Loss(kind.Term, Reduction.Sum));
        Reference reference = Planted.Reference(fixture);
        TensorLayout layout = fixture.Layout;
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        own = own.With(layout.Delta(0), 0, 7).With(layout.WeightGradient(0), 0, 7).With(layout.Loss, 0, 70);
        return ResultComparer.Compare(reference, own);
    }
}
