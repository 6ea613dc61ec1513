using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine.Tests;

public sealed class BackpropagationTest
{
    private const double SingleRoundoff = 1.0 / (1 << 24);

    private static readonly double[] PrintedLastGradient = [-0.23709649, -0.41070867, -0.47992632, -0.00169051, -0.00292837, -0.00342189];

    [Test]
    public void Outputs_PaperSection6_AreThePrintedOnes()
    {
        Backpropagation run = Paper(Loss.MeanSquaredError);
        Assert.That(Differing(run.Outputs(0), [0.46211717, 0.8004991, 0.935409]), Is.Empty);
        Assert.That(Differing(run.Outputs(1), [0.48693424, 1.1463418]), Is.Empty);
    }

    [Test]
    public void Gradients_PaperSection6_AreThePrintedOnes()
    {
        Backpropagation run = Paper(Loss.MeanSquaredError);
        Assert.That(
            Differing(run.WeightGradient(0), [-0.04150072, -0.08300145, -0.03751578, -0.07503156, -0.01951589, -0.03903178]), Is.Empty);
        Assert.That(Differing(run.WeightGradient(1), PrintedLastGradient), Is.Empty);
    }

    /// <summary>The paper's convention and TensorFlow's have the factor 2/(N·K) = 1 in this example.</summary>
    [Test]
    public void Gradients_PaperInItsOwnConvention_AreTheSameBits()
    {
        Assert.That(
            Paper(Loss.HalfSumOfSquares).WeightGradient(0).ToArray(), Is.EqualTo(Paper(Loss.MeanSquaredError).WeightGradient(0).ToArray()));
        Assert.That(
            Paper(Loss.HalfSumOfSquares).WeightGradient(1).ToArray(), Is.EqualTo(Paper(Loss.MeanSquaredError).WeightGradient(1).ToArray()));
    }

    [Test]
    public void Gradients_PaperInAnotherConvention_AreNotThePrintedOnes()
        => Assert.That(
            Differing(Paper(new Loss(new SquaredError(), Reduction.Sum)).WeightGradient(1), PrintedLastGradient),
            Has.Length.EqualTo(6));

    /// <summary>By hand in section 5: δ⁽²⁾ = (−0.51, −0.00), δ⁽¹⁾ = (−0.04, −0.04, −0.02) to two decimals.</summary>
    [Test]
    public void Deltas_PaperSection5_AreThoseByHand()
    {
        Backpropagation run = Paper(Loss.HalfSumOfSquares);
        Assert.That(run.Deltas(1).ToArray().Select(delta => Math.Round(delta, 2)), Is.EqualTo(new[] { -0.51, -0.0 }));
        Assert.That(run.Deltas(0).ToArray().Select(delta => Math.Round(delta, 2)), Is.EqualTo(new[] { -0.04, -0.04, -0.02 }));
    }

    [Test]
    public void Run_SmallNetwork_AllocatesNothing([Values] ActivationKind last, [Values] LossKind kind)
    {
        var run = RandomCase.Create(new Random(7), last, new Loss(kind.Term, Reduction.MeanOverElements), 3, biases: true).Run();
        run.Run();
        Assert.That(AllocatedBytes.Of(run.Run), Is.Zero);
    }

    /// <summary>The rejecting twin: the counter sees buffers.</summary>
    [Test]
    public void Constructor_SmallNetwork_Allocates()
    {
        var random = RandomCase.Create(7);
        Assert.That(AllocatedBytes.Of(() => _ = new Backpropagation(random.Network, random.Batch, random.Loss)), Is.GreaterThan(0));
    }

    /// <summary>A gradient that is multiplied out when it is asked for is the one that every run multiplies out.</summary>
    [Test]
    public void DefersWeightGradients_IsSet_GivesTheSameGradients([Range(1, 5)] int seed)
    {
        var random = RandomCase.Create(seed);
        var run = new Backpropagation(random.Network, random.Batch, Loss.HalfSumOfSquares);
        var deferring = new Backpropagation(random.Network, random.Batch, Loss.HalfSumOfSquares) { DefersWeightGradients = true };
        for (int i = 0; i < 2; i++)
        {
            run.Run();
            deferring.Run();
            for (int l = 0; l < random.Network.Layers.Count; l++)
            {
                double[] expected = run.WeightGradient(l).ToArray();
                Assert.That(deferring.WeightGradient(l).ToArray(), Is.EqualTo(expected));
                double[] taken = deferring.TakeWeightGradient(l);
                Assert.That(taken, Is.EqualTo(expected));
                Assert.That(deferring.WeightGradient(l).ToArray(), Is.EqualTo(expected), "asked again");
                taken[0]++;
                Assert.That(deferring.WeightGradient(l)[0], Is.EqualTo(expected[0]), "the array is the caller's");
            }

            random.Network.Layers[0].SetBias(new double[random.Network.Layers[0].BiasParameters]);
        }
    }

    [Test]
    public void Run_Again_ReusesItsBuffers()
    {
        Backpropagation run = Paper(Loss.HalfSumOfSquares);
        ref double gradient = ref MemoryMarshal.GetReference(run.WeightGradient(0));
        ref double delta = ref MemoryMarshal.GetReference(run.Deltas(1));
        run.Run();
        Assert.That(Unsafe.AreSame(ref gradient, ref MemoryMarshal.GetReference(run.WeightGradient(0))));
        Assert.That(Unsafe.AreSame(ref delta, ref MemoryMarshal.GetReference(run.Deltas(1))));
        Assert.That(Unsafe.AreSame(ref gradient, ref MemoryMarshal.GetReference(Paper(Loss.HalfSumOfSquares).WeightGradient(0))), Is.False);
    }

    [Test]
    public void Run_CallersArrays_AreNotWritten()
    {
        double[] weights = [0.5, -1, 2, 0.25];
        double[] bias = [0.1, -0.2];
        double[] inputs = [1, 2, -3, 4];
        double[] labels = [0, 1, 1, 0];
        var layer = new Layer(2, 2, weights, bias, new Softmax());
        new Backpropagation(
            new Network([layer, layer]), new Batch(2, inputs, labels), new Loss(new CategoricalCrossEntropy(), Reduction.Sum)).Run();
        Assert.That(weights, Is.EqualTo(new[] { 0.5, -1, 2, 0.25 }));
        Assert.That(bias, Is.EqualTo(new[] { 0.1, -0.2 }));
        Assert.That(inputs, Is.EqualTo(new double[] { 1, 2, -3, 4 }));
        Assert.That(labels, Is.EqualTo(new double[] { 0, 1, 1, 0 }));
    }

    [Test]
    public void Run_AfterTheCallerChangedAWeight_SeesIt()
    {
        double[] weights = [1];
        var layer = new Layer(1, 1, weights, null, new Linear());
        var run = new Backpropagation(new Network([layer]), new Batch(1, [3], [1]), Loss.HalfSumOfSquares);
        run.Run();
        Assert.That(run.LossValue, Is.EqualTo(2));
        weights[0] = 2;
        run.Run();
        Assert.That(run.LossValue, Is.EqualTo(12.5));
    }

    [Test]
    public void Run_NaNInTheNetwork_ReachesLossAndGradients()
    {
        // 1e308·10 − 1e308·10 = ∞ − ∞: an overflow must not come out as a plausible number.
        foreach (ActivationKind hidden in Enum.GetValues<ActivationKind>())
        {
            var first = new Layer(2, 1, [1e308, -1e308], null, Activation.Of(hidden));
            var last = new Layer(1, 2, [1, 1], null, new Softmax());
            var run = new Backpropagation(
                new Network([first, last]), new Batch(1, [10, 10], [0, 1]), new Loss(new CategoricalCrossEntropy(), Reduction.Sum));
            run.Run();
            Assert.That(run.LossValue, Is.NaN, $"{hidden}");
            Assert.That(run.WeightGradient(0).ToArray(), Has.All.NaN, $"{hidden}");
        }
    }

    /// <summary>Whether a row is longer or shorter than a register, or repeated in one, its numbers are added in the same order.</summary>
    [Test]
    public void Biases_OfAnyWidth_AreAddedAndSummedAsInPlainLoops([Range(1, 20)] int units, [Values(1, 3, 67)] int samples)
    {
        const int Inputs = 3;
        var random = new Random(units);
        double[] weights = Numbers(units * Inputs);
        double[] bias = Numbers(units);
        var batch = new Batch(samples, Numbers(samples * Inputs), Numbers(samples * units));
        Backpropagation with = Run(bias);
        Backpropagation without = Run(null);

        double[] added = without.PreActivations(0).ToArray();
        double[] sums = new double[units];
        for (int i = 0; i < added.Length; i++)
        {
            added[i] += bias[i % units];
            sums[i % units] += with.Deltas(0)[i];
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(with.PreActivations(0).ToArray(), Is.EqualTo(added));
            Assert.That(with.BiasGradient(0).ToArray(), Is.EqualTo(sums));
        }

        Backpropagation Run(double[]? biases)
        {
            var layer = new Layer(Inputs, units, weights, biases, new Linear());
            var run = new Backpropagation(new Network([layer]), batch, Loss.HalfSumOfSquares);
            run.Run();
            return run;
        }

        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    private static Backpropagation Paper(Loss loss)
    {
        var first = new Layer(2, 3, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], null, new Tanh());
        var last = new Layer(3, 2, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], null, new Linear());
        var run = new Backpropagation(new Network([first, last]), new Batch(1, [1, 2], [1, 1.15]), loss);
        run.Run();
        return run;
    }

    /// <summary>The printed numbers were calculated in float32 from |y| + |t| ≤ 2.3 and printed to 8 decimals: a dozen roundings of numbers
    /// of that size on the way to y − t, every later factor below 1 or (x₂ = 2) times a weight below 0.6.</summary>
    private static double[] Differing(ReadOnlySpan<double> actual, double[] printed)
        => [.. actual.ToArray()
            .Zip(printed, (x, y) => Math.Abs(x - y))
            .Where(difference => !(difference <= (12 * 2.3 * SingleRoundoff) + 0.5e-8))];
}
