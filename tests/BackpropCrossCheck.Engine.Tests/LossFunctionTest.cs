using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Losses from outputs.</summary>
public sealed class LossFunctionTest
{
    private static readonly Loss Binary = new(new BinaryCrossEntropy(), Reduction.Sum);
    private static readonly Loss Categorical = new(new CategoricalCrossEntropy(), Reduction.Sum);

    [TestCase(LossKind.HalfSquaredError, 3, 1, 2, 2)]
    [TestCase(LossKind.SquaredError, 3, 1, 4, 4)]
    [TestCase(LossKind.BinaryCrossEntropy, 0, 0, 0, 1)]
    [TestCase(LossKind.BinaryCrossEntropy, 1, 1, 0, -1)]
    [TestCase(LossKind.BinaryCrossEntropy, 0.5, 1, 0.6931471805599453, -2)]
    [TestCase(LossKind.BinaryCrossEntropy, 0.5, 0, 0.6931471805599453, 2)]
    [TestCase(LossKind.BinaryCrossEntropy, 0.5, 0.5, 0.6931471805599453, 0)]
    [TestCase(LossKind.BinaryCrossEntropy, 0, 1, double.PositiveInfinity, double.NegativeInfinity)]
    [TestCase(LossKind.BinaryCrossEntropy, 1, 0, double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(LossKind.CategoricalCrossEntropy, 0, 0, 0, 0)]
    [TestCase(LossKind.CategoricalCrossEntropy, 1, 0, 0, 0)]
    [TestCase(LossKind.CategoricalCrossEntropy, 1, 1, 0, -1)]
    [TestCase(LossKind.CategoricalCrossEntropy, 2, 1, -0.6931471805599453, -0.5)]
    [TestCase(LossKind.CategoricalCrossEntropy, 0, 1, double.PositiveInfinity, double.NegativeInfinity)]
    [TestCase(LossKind.AbsoluteError, 1, 3, 2, -1)]
    [TestCase(LossKind.AbsoluteError, 3, 3, 0, 0)]
    [TestCase(LossKind.Huber, 1.5, 1, 0.125, 0.5)]
    [TestCase(LossKind.Huber, 2, 1, 0.5, 1)]
    [TestCase(LossKind.Huber, -3, 1, 3.5, -1)]
    [TestCase(LossKind.LogCosh, 1, 1, 0, 0)]
    [TestCase(LossKind.LogCosh, 1001, 1, 999.3068528194401, 1)]
    [TestCase(LossKind.LogCosh, 1e-9, 0, 5e-19, 1e-9)]
    [TestCase(LossKind.Hinge, 0.5, 1, 0.5, -1)]
    [TestCase(LossKind.Hinge, 1, 1, 0, -1)]
    [TestCase(LossKind.Hinge, 2, 1, 0, 0)]
    [TestCase(LossKind.Hinge, -1, -1, 0, 1)]
    [TestCase(LossKind.KullbackLeibler, 0.5, 0, 0, 0)]
    [TestCase(LossKind.KullbackLeibler, 0, 0, 0, 0)]
    [TestCase(LossKind.KullbackLeibler, 0.5, 1, 0.6931471805599453, -2)]
    [TestCase(LossKind.KullbackLeibler, 0, 1, double.PositiveInfinity, double.NegativeInfinity)]
    public void FromOutputs_OneOutput_IsTheDefinition(LossKind kind, double output, double label, double loss, double gradient)
    {
        var convention = new Loss(kind.Term, Reduction.Sum);
        Assert.That(LossFunction.FromOutputs(convention, [output], [label], 1), Is.EqualTo(loss));
        Assert.That(Gradient(convention, output, label), Is.EqualTo(gradient));
    }

    /// <summary>y − t is exact here, so the relative error is that of two quotients, a product and 1 − y; of the difference of two
    /// quotients it would be 1e-16/1e-12.</summary>
    [Test]
    public void OutputGradients_BinaryNearTheLabel_KeepRelativeAccuracy()
    {
        double t = 0.3;
        double y = t + 1e-12;
        Assert.That(Gradient(Binary, y, t), Is.EqualTo((y - t) / (y * (1 - y))).Within(4).Ulps);
        Assert.That(((1 - t) / (1 - y)) - (t / y), Is.Not.EqualTo((y - t) / (y * (1 - y))).Within(4).Ulps);
    }

    /// <summary>In the tails and near 0, against 50 digits of mpmath.</summary>
    [TestCase(1e-4, 4.9999999916666671681e-9)]
    [TestCase(-0.5, 0.12011450695827752463)]
    [TestCase(9.999999, 9.3068518215012131816)]
    [TestCase(10.000001, 9.3068538215012034402)]
    [TestCase(-20, 19.306852819440054695)]
    [TestCase(700, 699.30685281944005469)]
    public void LogCosh_AnyError_KeepsItsDigits(double error, double value)
        => Assert.That(new LogCosh().Value(error, 0), Is.EqualTo(value).Within(4).Ulps);

    [Test]
    public void KullbackLeibler_OutputNextToItsLabel_KeepsItsDigits()
    {
        // t·ln(t/y) with t/y = 1 − d and d = 1/1025: −t·(d + d²/2 + d³/3 + …).
        double value = new KullbackLeibler().Value(1025.0 / 1024, 1);
        Assert.That(value, Is.EqualTo(-0.00097608597305545889).Within(2).Ulps);
    }

    [Test]
    public void Huber_AnotherDelta_IsAnotherLoss()
    {
        LossTerm narrow = new Huber().WithDelta(0.5);
        Assert.That((narrow.Value(2, 0), narrow.Derivative(2, 0), narrow.ToString()), Is.EqualTo((0.875, 0.5, "huber(0.5)")));
        Assert.That(narrow, Is.Not.EqualTo(new Huber()));
        Assert.That(() => new Huber(0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new Huber(double.NaN), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new LogCosh().WithDelta(1), Throws.ArgumentException);
    }

    [TestCase(Reduction.Sum, 1)]
    [TestCase(Reduction.MeanOverSamples, 1.0 / 2)]
    [TestCase(Reduction.MeanOverOutputs, 1.0 / 4)]
    [TestCase(Reduction.MeanOverElements, 1.0 / 8)]
    public void FromOutputs_Reduction_IsItsFactor(Reduction reduction, double factor)
    {
        double[] labels = [1, 0, 0, 0, 2, 0, 0, 4];
        Assert.That(LossFunction.FromOutputs(new Loss(new SquaredError(), reduction), new double[8], labels, 4), Is.EqualTo(21 * factor));
    }

    [TestCase(LossKind.BinaryCrossEntropy, -1e-300)]
    [TestCase(LossKind.BinaryCrossEntropy, 1.0000000000000002)]
    [TestCase(LossKind.CategoricalCrossEntropy, -1e-300)]
    public void FromOutputs_OutputOutsideTheDomain_NamesSampleAndOutput(LossKind kind, double bad)
    {
        double[] outputs = [0.5, 0.5, 0.5, 0.5, 0.5, bad];
        double[] zeros = new double[6];
        var loss = new Loss(kind.Term, Reduction.Sum);
        UndefinedLossException forward = Assert.Throws<UndefinedLossException>(() => LossFunction.FromOutputs(loss, outputs, zeros, 3))!;
        UndefinedLossException backward = Assert.Throws<UndefinedLossException>(
            () => LossFunction.OutputGradients(loss, outputs, zeros, new double[6], 3))!;
        foreach (UndefinedLossException exception in new[] { forward, backward })
        {
            Assert.That((exception.Term.Kind, exception.Sample, exception.Output, exception.Value), Is.EqualTo((kind, 1, 2, bad)));
            Assert.That(exception.Message, Does.Contain("output 3 of sample 2"));
        }
    }

    [TestCase(LossKind.CategoricalCrossEntropy, 1.5)]
    [TestCase(LossKind.SquaredError, -1.5)]
    [TestCase(LossKind.HalfSquaredError, 1.5)]
    public void FromOutputs_OutputInsideTheDomain_IsAccepted(LossKind kind, double output)
        => Assert.That(() => LossFunction.FromOutputs(new Loss(kind.Term, Reduction.Sum), [output], [1], 1), Throws.Nothing);

    /// <summary>0·ln 0 is 0, but 0·NaN is NaN: an overflow before the loss stays visible.</summary>
    [Test]
    public void FromOutputs_NaNWithLabelZero_IsNaN([Values] LossKind kind)
    {
        Assert.That(LossFunction.FromOutputs(new Loss(kind.Term, Reduction.Sum), [double.NaN], [0], 1), Is.NaN);
        Assert.That(Gradient(new Loss(kind.Term, Reduction.Sum), double.NaN, 0), Is.NaN);
    }

    [Test]
    public void IsFused_OnlyTheMatchingPair_IsTrue([Values] LossKind kind, [Values] ActivationKind last)
        => Assert.That(
            LossFunction.IsFused(new Loss(kind.Term, Reduction.Sum), Activation.Of(last)),
            Is.EqualTo(
                (kind == Binary.Kind && last == ActivationKind.Sigmoid) || (kind == Categorical.Kind && last == ActivationKind.Softmax)));

    [Test]
    public void Kernels_BadArguments_AreRefusedByName()
    {
        double[] two = new double[2];
        Assert.That(() => LossFunction.FromOutputs(Binary, new double[3], two, 2), Refuses.Argument("outputs"));
        Assert.That(() => LossFunction.FromOutputs(Binary, [], [], 2), Refuses.Argument("outputs"));
        Assert.That(() => LossFunction.FromOutputs(Binary, two, new double[3], 2), Refuses.Argument("labels"));
        Assert.That(() => LossFunction.FromOutputs(Binary, two, two, 0), Refuses.Argument("units"));
        Assert.That(() => LossFunction.OutputGradients(Binary, two, new double[1], new double[2], 2), Refuses.Argument("labels"));
        Assert.That(() => LossFunction.OutputGradients(Binary, two, new double[2], new double[3], 2), Refuses.Argument("gradients"));
        Assert.That(() => LossFunction.OutputGradients(Binary, two, new double[2], two, 2), Refuses.Argument("gradients"));
        Assert.That(() => LossFunction.FromPreActivations(Binary, two, new double[1], 2), Refuses.Argument("labels"));
        Assert.That(() => LossFunction.FromPreActivations(Binary, new double[3], two, 2), Refuses.Argument("preActivations"));
        Assert.That(() => LossFunction.FromPreActivations(Loss.HalfSumOfSquares, two, two, 2), Refuses.Argument("loss"));
        Assert.That(() => LossFunction.FusedDeltas(Loss.HalfSumOfSquares, two, two, two, new double[2], 2), Refuses.Argument("loss"));
        Assert.That(() => LossFunction.FusedDeltas(Binary, two, new double[4], two, new double[2], 2), Refuses.Argument("outputs"));
        Assert.That(() => LossFunction.FusedDeltas(Binary, two, two, new double[4], new double[2], 2), Refuses.Argument("labels"));
        Assert.That(() => LossFunction.FusedDeltas(Binary, new double[2], two, new double[2], two, 2), Refuses.Argument("deltas"));
        Assert.That(() => LossFunction.FusedDeltas(Binary, two, two, two, new double[2], 2), Throws.Nothing);
    }

    private static double Gradient(Loss loss, double output, double label)
    {
        double[] gradient = new double[1];
        LossFunction.OutputGradients(loss, [output], [label], gradient, 1);
        return gradient[0];
    }
}
