using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

/// <summary>The answer is an error unless the pass for the gradients and the pass for the deltas agree.</summary>
public sealed class TwoPassesTest
{
    private static readonly LayerGradient[] Gradients = [new(new Matrix(1, 2, [1, double.NaN]), [3])];

    [Test]
    public void Check_TheSameNumbers_Agree()
        => Assert.That(
            () => TwoPasses.Check(1, Gradients, 1, [new(new Matrix(1, 2, [1, double.NaN]), [3])], isFloat64: true), Throws.Nothing);

    [TestCase(1.0, 1.0000001, 3.0, "weight gradients of layer 1")]
    [TestCase(1.0, 1.0, 3.0000001, "bias gradients of layer 1")]
    [TestCase(1.0000001, 1.0, 3.0, "losses")]
    [TestCase(double.NaN, 1.0, 3.0, "losses")]
    public void Check_AnotherNumber_IsNamed(double loss, double weight, double bias, string what)
        => Assert.That(
            () => TwoPasses.Check(1, Gradients, loss, [new(new Matrix(1, 2, [weight, double.NaN]), [bias])], isFloat64: true),
            Throws.InvalidOperationException.With.Message.Contains(what));

    [Test]
    public void Check_MissingBias_IsNamed()
        => Assert.That(
            () => TwoPasses.Check(1, Gradients, 1, [new(new Matrix(1, 2, [1, double.NaN]), null)], isFloat64: true),
            Throws.InvalidOperationException.With.Message.Contains("bias gradients of layer 1"));
}
