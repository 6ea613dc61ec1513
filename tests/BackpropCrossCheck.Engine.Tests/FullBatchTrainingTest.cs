using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine.Tests;

public sealed class FullBatchTrainingTest
{
    private const double LearningRate = 0.37;

    [Test]
    public void Step_SeveralTimes_EqualsPlainLoopsBitForBit([Values(1, 2, 7)] int steps, [Values] bool biases)
    {
        RandomCase random = Case();
        var training = new FullBatchTraining(random.Network, random.Batch, random.Loss, new GradientDescent(LearningRate), biases);
        double[][] weights = [.. random.Network.Layers.Select(layer => layer.Weights.ToArray())];
        double[][] bias = [.. random.Network.Layers.Select(layer => layer.Bias.ToArray())];
        for (int step = 0; step < steps; step++)
        {
            training.Step();
            PlainStep(random, weights, bias, biases);
        }

        for (int l = 0; l < weights.Length; l++)
        {
            Assert.That(training.Network.Layers[l].Weights.ToArray(), Is.EqualTo(weights[l]));
            Assert.That(training.Network.Layers[l].Weights.ToArray(), Is.Not.EqualTo(random.Network.Layers[l].Weights.ToArray()));
            Assert.That(training.Network.Layers[l].Bias.ToArray(), Is.EqualTo(bias[l]));
            Assert.That(
                training.Network.Layers[l].Bias.ToArray().SequenceEqual(random.Network.Layers[l].Bias.ToArray()), Is.EqualTo(!biases));
        }
    }

    [Test]
    public void Step_SourceNetwork_IsUnchanged()
    {
        RandomCase random = Case();
        double[][] before = [.. random.Network.Layers.Select(layer => layer.Weights.ToArray())];
        var training = new FullBatchTraining(random.Network, random.Batch, random.Loss, new GradientDescent(LearningRate));
        training.Step();
        Assert.That(random.Network.Layers.Select(layer => layer.Weights.ToArray()), Is.EqualTo(before));
        Assert.That(training.Network.Layers.Select(layer => layer.Weights.ToArray()), Is.Not.EqualTo(before));
    }

    [Test]
    public void LossValue_BeforeAndAfterAStep_IsThatOfThePresentParameters()
    {
        RandomCase random = Case();
        var training = new FullBatchTraining(random.Network, random.Batch, random.Loss, new GradientDescent(0.01));
        double before = training.LossValue();
        Assert.That(before, Is.EqualTo(random.Run().LossValue));
        training.Step();
        Assert.That(training.LossValue(), Is.EqualTo(new Backpropagation(training.Network, random.Batch, random.Loss).Forward()));
        Assert.That(training.LossValue(), Is.LessThan(before));
    }

    [Test]
    public void Step_LearningRateZero_ChangesNothing()
    {
        RandomCase random = Case();
        var training = new FullBatchTraining(random.Network, random.Batch, random.Loss, new GradientDescent(0));
        training.Step();
        Assert.That(
            training.Network.Layers.Select(layer => layer.Weights.ToArray()),
            Is.EqualTo(random.Network.Layers.Select(layer => layer.Weights.ToArray())));
    }

    [Test]
    public void Step_LossNotDefined_LeavesTheParameters()
    {
        var layer = new Layer(1, 1, [-1], null, new Linear());
        var training = new FullBatchTraining(
            new Network([layer]), new Batch(1, [1], [1]), new Loss(new BinaryCrossEntropy(), Reduction.Sum), new GradientDescent(1));
        Assert.That(training.Step, Throws.TypeOf<UndefinedLossException>());
        Assert.That(training.Network.Layers[0].Weights[0], Is.EqualTo(-1));
    }

    [Test]
    public void LossValue_NotDefinedAfterSteps_SaysAfterHowMany()
    {
        // w = y = 0.5, and −∂L/∂w = 1/y: 0.5 + 0.2·2 = 0.9, then 0.9 + 0.2/0.9 = 1.12.
        var layer = new Layer(1, 1, [0.5], null, new Linear());
        var training = new FullBatchTraining(
            new Network([layer]), new Batch(1, [1], [1]), new Loss(new BinaryCrossEntropy(), Reduction.Sum), new GradientDescent(0.2));
        training.Step();
        training.Step();
        foreach (Action use in new Action[] { () => _ = training.LossValue(), training.Step })
        {
            UndefinedLossException fault = Assert.Throws<UndefinedLossException>(use)!;
            Assert.That((fault.Steps, fault.Sample, fault.Output, fault.Value > 1), Is.EqualTo((2, 0, 0, true)));
            Assert.That(fault.Message, Does.EndWith("Steps of gradient descent before it: 2."));
        }
    }

    [Test]
    public void Constructor_BadArguments_AreRefusedByName()
    {
        RandomCase random = Case();
        Assert.That(() => new FullBatchTraining(null!, random.Batch, random.Loss, new GradientDescent(1)), Refuses.Argument("network"));
        Assert.That(() => new FullBatchTraining(random.Network, null!, random.Loss, new GradientDescent(1)), Refuses.Argument("batch"));
        foreach (double rate in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.That(
                () => new FullBatchTraining(random.Network, random.Batch, random.Loss, new GradientDescent(rate)),
                Refuses.Argument("learningRate"));
        }
    }

    private static RandomCase Case()
        => RandomCase.Create(
            new Random(3), ActivationKind.Sigmoid, new Loss(new BinaryCrossEntropy(), Reduction.MeanOverSamples), 3, biases: true);

    /// <summary>w ← w − η·∂L/∂w, with the gradient of a network made anew of the present parameters.</summary>
    private static void PlainStep(RandomCase random, double[][] weights, double[][] bias, bool biases)
    {
        var network = new Network(
            random.Network.Layers.Select((layer, l) => new Layer(layer.Inputs, layer.Units, weights[l], bias[l], layer.Activation)));
        Backpropagation run = (random with { Network = network }).Run();
        for (int l = 0; l < weights.Length; l++)
        {
            for (int i = 0; i < weights[l].Length; i++)
            {
                weights[l][i] -= LearningRate * run.WeightGradient(l)[i];
            }

            for (int i = 0; i < bias[l].Length && biases; i++)
            {
                bias[l][i] -= LearningRate * run.BiasGradient(l)[i];
            }
        }
    }
}
