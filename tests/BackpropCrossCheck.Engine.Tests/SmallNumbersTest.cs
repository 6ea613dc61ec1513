using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Small numbers beside large ones keep their digits, and large ones do not become NaN.</summary>
public sealed class SmallNumbersTest
{
    [TestCase(710, double.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity, -1)]
    public void ExpMinusOne_BeyondTheLargestExponential_IsTheLimit(double x, double limit)
        => Assert.That(ElementaryFunctions.ExpMinusOne(x), Is.EqualTo(limit));

    [Test]
    public void SoftmaxDeltas_LargestOutputIsNotTheFirst_DoNotCancel()
    {
        // δ = ±p₁p₂(s₁ − s₂) for two units: p₁ = e⁻⁵⁰, p₂ = 1.
        double[] deltas = new double[2];
        new Softmax().Backpropagate([0, 50], [Math.Exp(-50), 1], [3, 5], deltas, 2);
        Assert.That(deltas, Is.EqualTo(new[] { -2 * Math.Exp(-50), 2 * Math.Exp(-50) }).Within(4).Ulps);
    }

    [Test]
    public void BinaryCrossEntropy_OutputNearTheLabelZero_IsTheOutput()
        => Assert.That(new BinaryCrossEntropy().Value(1e-20, 0), Is.EqualTo(1e-20).Within(4).Ulps);

    [Test]
    public void FusedDeltas_SmallLabelBesideALargeOne_IsNotLost()
    {
        // δ₁ = y₁t₂ − t₁y₂, with y₁ = 1, y₂ = e⁻⁵⁰ = 1.9e-22 and t = (1, 1e-20).
        double[] deltas = new double[2];
        var loss = new Loss(new CategoricalCrossEntropy(), Reduction.Sum);
        LossFunction.FusedDeltas(loss, [50, 0], [1, Math.Exp(-50)], [1, 1e-20], deltas, 2);
        double delta = 1e-20 - Math.Exp(-50);
        Assert.That(deltas, Is.EqualTo(new[] { delta, -delta }).Within(4).Ulps);
    }

    [Test]
    public void OutputGradients_IntoTheLabels_AreRefused()
    {
        double[] labels = [1, 2];
        Assert.That(
            () => LossFunction.OutputGradients(Loss.HalfSumOfSquares, [3, 4], labels, labels, 2), Refuses.Argument("gradients"));
    }

    [Test]
    public void GradientDescent_ForAMultipleOfTheGradients_TakesStepsOfThatMultiple()
    {
        Optimizer optimizer = new GradientDescent(0.5).ForGradientsTimes(3);
        Assert.That(optimizer.Updated(10, 2, [], 1, Arithmetic.Double), Is.EqualTo(10 - (0.5 * 3 * 2)));
    }
}
