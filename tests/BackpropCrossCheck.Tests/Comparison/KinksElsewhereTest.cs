using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Kinks that are not at 0, or at which TensorFlow takes the positive side, and kinks of a loss.</summary>
public sealed class KinksElsewhereTest
{
    /// <summary>δ of a unit at its kink, where ∂L/∂z is −1.</summary>
    [TestCase(ActivationKind.Relu6, 6, 0, "agrees", "agrees")]
    [TestCase(ActivationKind.Relu6, 6, -1, "differs", "agrees")]
    [TestCase(ActivationKind.Relu6, 6, -1.01, "differs", "differs")]
    [TestCase(ActivationKind.Relu6, 0, -0.5, "differs", "agrees")]
    [TestCase(ActivationKind.Relu6, 5, -0.5, "differs", "differs")]
    [TestCase(ActivationKind.HardSigmoid, -3, -1.0 / 6, "differs", "agrees")]
    [TestCase(ActivationKind.HardSigmoid, 3, -1.0 / 6, "differs", "agrees")]
    [TestCase(ActivationKind.HardSigmoid, 3, 0, "agrees", "agrees")]
    [TestCase(ActivationKind.HardSigmoid, 3, -0.5, "differs", "differs")]
    [TestCase(ActivationKind.Selu, 0, -1.0507009873554805, "agrees", "agrees")]
    [TestCase(ActivationKind.Selu, 0, -1.7580993408473769, "differs", "agrees")]
    public void Compare_ActivationExactlyAtItsKink_OnlyTensorFlowsDerivativeAgrees(
        ActivationKind kind, double a, double delta, string tensorFlow, string any)
    {
        var activation = Activation.Of(kind);
        Fixture fixture = RandomFixture.OneLayer([1], activation, [a], [activation.ValueAt(a) + 1], Loss.HalfSumOfSquares);
        AssertVerdicts(fixture, delta, tensorFlow, any);
    }

    /// <summary>δ of a linear unit whose output is exactly at the kink of the loss.</summary>
    [TestCase(LossKind.AbsoluteError, 2, 2, 0, "agrees", "agrees")]
    [TestCase(LossKind.AbsoluteError, 2, 2, 1, "differs", "agrees")]
    [TestCase(LossKind.AbsoluteError, 2, 2, -1.01, "differs", "differs")]
    [TestCase(LossKind.AbsoluteError, 2, 1, 0, "differs", "differs")]
    [TestCase(LossKind.Hinge, 1, 1, -1, "agrees", "agrees")]
    [TestCase(LossKind.Hinge, 1, 1, 0, "differs", "agrees")]
    [TestCase(LossKind.Hinge, 1, 1, 0.1, "differs", "differs")]
    [TestCase(LossKind.Hinge, -1, -1, 1, "agrees", "agrees")]
    [TestCase(LossKind.Hinge, -1, -1, 0.5, "differs", "agrees")]
    [TestCase(LossKind.Huber, 2, 1, 0.9, "differs", "differs")]
    public void Compare_OutputExactlyAtTheKinkOfTheLoss_OnlyTheContractsDerivativeAgrees(
        LossKind kind, double y, double t, double delta, string tensorFlow, string any)
        => AssertVerdicts(RandomFixture.OneLayer([1], new Linear(), [y], [t], kind.With(Reduction.Sum)), delta, tensorFlow, any);

    /// <summary>Where rounding may have put the output on the other side of the kink, the other derivative is undecidable, and none beyond
    /// it.</summary>
    [TestCase(LossKind.AbsoluteError, 1, "undecidable")]
    [TestCase(LossKind.AbsoluteError, -1, "undecidable")]
    [TestCase(LossKind.AbsoluteError, 1.1, "differs")]
    [TestCase(LossKind.Hinge, 0, "undecidable")]
    [TestCase(LossKind.Hinge, 0.1, "differs")]
    public void Compare_OutputWithinRoundingOfTheKink_IsUndecidable(LossKind kind, double delta, string verdict)
    {
        // In another order, and in float32, the sum need not be the label.
        Fixture fixture = RandomFixture.OneLayer(
            [1, 1, 1], new Linear(), [0.1, 0.2, 1 - (0.1 + 0.2)], [1], kind.With(Reduction.Sum));
        Assert.That(VerdictOf(fixture, FloatFormat.Float32, delta, KinkDerivative.TensorFlow), Is.EqualTo(verdict));
    }

    /// <summary>An output that the other side gives is on a side of the kink, and δ follows from that side or is at the kink.</summary>
    [TestCase(1, 1, "differs")]
    [TestCase(1.0000001192092896, 1, "agrees")]
    [TestCase(1.0000001192092896, 1.1, "differs")]
    public void Compare_OtherSideGivesItsOutput_DeltaHasToFollowFromIt(double output, double delta, string verdict)
    {
        Fixture fixture = RandomFixture.OneLayer([1, 1], new Linear(), [0.5, 0.5], [1], LossKind.AbsoluteError.With(Reduction.Sum));
        Reference reference = Planted.Reference(fixture);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float32)
            .With(fixture.Layout.PreActivation(0), 0, output)
            .With(fixture.Layout.Output(0), 0, output)
            .With(fixture.Layout.Delta(0), 0, delta);
        Assert.That(Said(ResultComparer.Compare(reference, other), fixture.Layout.Delta(0)), Is.EqualTo(verdict));
    }

    private static void AssertVerdicts(Fixture fixture, double delta, string tensorFlow, string any)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (FloatFormat format in Enum.GetValues<FloatFormat>())
            {
                Assert.That(VerdictOf(fixture, format, delta, KinkDerivative.TensorFlow), Is.EqualTo(tensorFlow), $"{format}");
                Assert.That(VerdictOf(fixture, format, delta, KinkDerivative.Any), Is.EqualTo(any), $"{format}, any");
            }
        }
    }

    /// <summary>The verdict on a δ. The other side gives only that number.</summary>
    private static string VerdictOf(Fixture fixture, FloatFormat format, double delta, KinkDerivative kinks)
    {
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.Delta(0);
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(step, [delta]);
        return Said(ResultComparer.Compare(reference, Planted.Own(reference, format) with { Numbers = numbers }, kinks: kinks), step);
    }

    private static string Said(ResultComparison comparison, Step step)
        => comparison.AllNumbers().Single(number => number.Step == step).Verdict.ToString().ToLowerInvariant();
}
