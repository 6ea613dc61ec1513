using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine.Tests;

public sealed class RegularizationTest
{
    private static readonly Network Small = new(
        [new Layer(2, 2, [1, -2, 0, 0.5], [0.25, -0.5], new Tanh()), Layer.SharingBias(2, 2, [3, 0, -1, 2], 4, new Linear())]);

    [TestCase(0.5, 0, false, false, 0.5 * 19.25)]
    [TestCase(0.5, 0, true, false, 0.25 * 19.25)]
    [TestCase(0, 0.5, false, false, 0.5 * 9.5)]
    [TestCase(0, 0.5, true, false, 0.5 * 9.5)]
    [TestCase(0.5, 2, true, false, (0.25 * 19.25) + (2 * 9.5))]
    [TestCase(0.5, 2, false, true, (0.5 * (19.25 + 16.3125)) + (2 * (9.5 + 4.75)))]
    public void Of_Network_IsTheSumOverItsParameters(double l2, double l1, bool half, bool biases, double value)
        => Assert.That(new Regularization(l2, l1) { Half = half, Biases = biases }.Of(Small), Is.EqualTo(value).Within(1e-14));

    [TestCase(3, false, (2 * 0.5 * 3) + 0.125)]
    [TestCase(3, true, (0.5 * 3) + 0.125)]
    [TestCase(-3, false, (-2 * 0.5 * 3) - 0.125)]
    [TestCase(0, false, 0)]
    [TestCase(-0.0, false, 0)]
    [TestCase(double.Epsilon, true, 0.125)]
    public void Derivative_Parameter_IsThatOfBothTerms(double w, bool half, double derivative)
        => Assert.That(new Regularization(0.5, 0.125) { Half = half }.Derivative(w), Is.EqualTo(derivative));

    [Test]
    public void None_AddsNothing()
    {
        double[] gradient = [1, 2];
        Regularization.None.AddTo([3, 4], gradient);
        Assert.That((Regularization.None.IsNone, Regularization.None.Of(Small)), Is.EqualTo((true, 0.0)));
        Assert.That(gradient, Is.EqualTo(new double[] { 1, 2 }));
        Assert.That(new Regularization(1e-300, 0).IsNone, Is.False);
        Assert.That(new Regularization(0, 1e-300).IsNone, Is.False);
    }

    [TestCase(-1, 0, "L2")]
    [TestCase(double.NaN, 0, "L2")]
    [TestCase(double.PositiveInfinity, 0, "L2")]
    [TestCase(0, -1e-9, "L1")]
    public void Constructor_StrengthBelowZeroOrNotFinite_IsRefused(double l2, double l1, string name)
        => Assert.That(() => new Regularization(l2, l1), Throws.InstanceOf<ArgumentOutOfRangeException>()
            .With.Property("ParamName").EqualTo(name));

    /// <summary>Loss and gradients are those without it, and what it adds; δ are the same.</summary>
    [Test]
    public void Run_WithIt_AddsToLossAndGradientsOnly([Values] bool biases)
    {
        var regularization = new Regularization(0.3, 0.07) { Biases = biases };
        var random = RandomCase.Create(
            new Random(3), ActivationKind.Sigmoid, new Loss(new BinaryCrossEntropy(), Reduction.MeanOverSamples), 3, biases: true);
        var plain = new Backpropagation(random.Network, random.Batch, random.Loss);
        var added = new Backpropagation(random.Network, random.Batch, random.Loss, regularization: regularization);
        plain.Run();
        added.Run();
        Assert.That(added.LossValue, Is.EqualTo(plain.LossValue + regularization.Of(random.Network)));
        for (int l = 0; l < random.Network.Layers.Count; l++)
        {
            Layer layer = random.Network.Layers[l];
            Assert.That(added.Deltas(l).ToArray(), Is.EqualTo(plain.Deltas(l).ToArray()));
            Assert.That(added.WeightGradient(l).ToArray(), Is.EqualTo(
                plain.WeightGradient(l).ToArray().Zip(layer.Weights.ToArray(), (g, w) => g + regularization.Derivative(w))));
            Assert.That(added.BiasGradient(l).ToArray(), Is.EqualTo(
                plain.BiasGradient(l).ToArray().Zip(layer.Bias.ToArray(), (g, b) => biases ? g + regularization.Derivative(b) : g)));
        }
    }

    /// <summary>Every gradient is a quotient of differences of the loss.</summary>
    [Test]
    public void WeightGradient_WithIt_IsTheSlopeOfTheLoss()
    {
        var regularization = new Regularization(0.2, 0.1) { Half = true, Biases = true };
        var batch = new Batch(1, [0.5, -1], [1, 0.25]);
        const double Step = 1e-6;
        for (int index = 0; index < 4; index++)
        {
            double Loss(double by)
            {
                double[] weights = [3, 0, -1, 2];
                weights[index] += by;
                var moved = new Network([Small.Layers[0], Small.Layers[1].With(weights, [4])]);
                return new Backpropagation(moved, batch, Losses.Loss.HalfSumOfSquares, regularization: regularization).Forward();
            }

            var pass = new Backpropagation(Small, batch, Losses.Loss.HalfSumOfSquares, regularization: regularization);
            pass.Run();
            Assert.That(pass.WeightGradient(1)[index], Is.EqualTo((Loss(Step) - Loss(-Step)) / (2 * Step)).Within(1e-7));
        }
    }

    /// <summary>A bias that units share counts once.</summary>
    [Test]
    public void BiasGradient_OfASharedBias_HasTheTermOnce()
    {
        var batch = new Batch(1, [0.5, -1], [1, 0.25]);
        var plain = new Backpropagation(Small, batch, Loss.HalfSumOfSquares);
        var added = new Backpropagation(
            Small, batch, Loss.HalfSumOfSquares, regularization: new Regularization(0.5, 0.25) { Biases = true });
        plain.Run();
        added.Run();
        Assert.That(added.BiasGradient(1)[0], Is.EqualTo(plain.BiasGradient(1)[0] + (2 * 0.5 * 4) + 0.25));
    }

    /// <summary>Without data to learn from, weight decay alone shrinks a weight by 1 − 2ηλ at every update.</summary>
    [Test]
    public void Step_OfTrainings_ActsInEveryUpdate([Values] bool bySamples)
    {
        var network = new Network([new Layer(1, 1, [2], [0.5], new Linear())]);
        var batch = new Batch(2, [0, 0], [0.5, 0.5]);
        var regularization = new Regularization(0.25, 0);
        ITraining training = bySamples
            ? new SampleBySampleTraining(network, batch, Loss.HalfSumOfSquares, new GradientDescent(0.5), regularization: regularization)
            : new FullBatchTraining(network, batch, Loss.HalfSumOfSquares, new GradientDescent(0.5), regularization: regularization);
        training.Step();
        double shrunk = bySamples ? 2 * 0.75 * 0.75 : 2 * 0.75;
        Assert.That(training.Network.Layers[0].Weights[0], Is.EqualTo(shrunk));
        Assert.That(training.Network.Layers[0].Bias[0], Is.EqualTo(0.5));
        Assert.That(training.LossValue(), Is.EqualTo(0.25 * shrunk * shrunk));
    }
}
