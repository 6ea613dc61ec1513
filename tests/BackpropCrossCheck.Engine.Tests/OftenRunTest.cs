using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A calculation of a small network that runs often is compiled for registers. Its results keep every bit.</summary>
public sealed class OftenRunTest
{
    /// <summary>One seed, one network: sizes from 1 to 70, any activation, loss, reduction, bias and regularization.</summary>
    [TestCase(4, 12)]
    [TestCase(17, 200)]
    [TestCase(40, 9)]
    [TestCase(70, 31)]
    public void Run_OftenInRegisters_KeepsEveryBit(int widest, int samples)
    {
        for (int seed = 0; seed < 25; seed++)
        {
            var random = new Random((widest * 100) + seed);
            Layer[] layers = Layers(random, random.Next(1, 4), widest, 1.5);
            AssertKeepsEveryBit(random, layers, random.Next(1, samples + 1), $"seed {seed}");
        }
    }

    [Test]
    public void Run_EveryActivation_KeepsEveryBit()
    {
        foreach (Activation activation in Activation.All)
        {
            var random = new Random(7);
            Layer[] layers = [.. Layers(random, 2, 9, 1.5).Select(layer => layer.With(activation))];
            AssertKeepsEveryBit(random, layers, 13, activation.Name);
        }
    }

    /// <summary>∞ − ∞ is NaN there too, and no sum of fused products becomes an ∞ that tanh makes a plausible 1.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(9)]
    public void Run_SumsThatOverflow_KeepEveryBit(int samples)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            Layer[] layers = Layers(random, 2, 12, 1e155);
            var batch = new Batch(
                samples,
                RandomCase.Numbers(random, samples * layers[0].Inputs, 1e155),
                RandomCase.Numbers(random, samples * layers[^1].Units, 1));
            long[] bits = AssertKeepsEveryBit(layers, batch, Loss.HalfSumOfSquares, Regularization.None, $"seed {seed}");
            Assert.That(seed > 0 || bits.Contains(-1), "No number of this case is NaN.");
        }
    }

    /// <summary>The layers' arrays are read anew.</summary>
    [Test]
    public void Run_WeightsThatChange_AreReadAnew()
    {
        double[] weights = RandomCase.Numbers(new Random(1), 16 * 9, 1);
        var network = new Network([new Layer(16, 9, weights, RandomCase.Numbers(new Random(2), 9, 1), new Tanh())]);
        var batch = new Batch(5, RandomCase.Numbers(new Random(3), 5 * 16, 1), RandomCase.Numbers(new Random(4), 5 * 9, 1));
        var often = new Backpropagation(network, batch, Loss.HalfSumOfSquares);
        OftenRun.UntilRegisters(often, network, 5);
        long[] before = OftenRun.Bits(often, 1);
        weights[7] += 0.5;
        often.Run();
        var once = new Backpropagation(network, batch, Loss.HalfSumOfSquares);
        once.Run();
        Assert.That(OftenRun.Bits(often, 1), Is.EqualTo(OftenRun.Bits(once, 1)).And.Not.EqualTo(before));
    }

    /// <summary>A gradient that was taken away stays as it is, and the next run makes another.</summary>
    [Test]
    public void Run_AfterAGradientWasTaken_MakesAnother()
    {
        var random = new Random(5);
        Layer[] layers = Layers(random, 2, 9, 1);
        var batch = new Batch(
            3, RandomCase.Numbers(random, 3 * layers[0].Inputs, 1), RandomCase.Numbers(random, 3 * layers[^1].Units, 1));
        var network = new Network(layers);
        var run = new Backpropagation(network, batch, Loss.HalfSumOfSquares);
        OftenRun.UntilRegisters(run, network, 3);
        double[] taken = run.TakeWeightGradient(0);
        double[] copy = [.. taken];
        run.Run();
        double[] next = run.TakeWeightGradient(0);
        Assert.That(next, Is.EqualTo(copy).And.Not.SameAs(taken));
        Assert.That(taken, Is.EqualTo(copy));
    }

    /// <summary>Functions with their derivatives in registers, against one number at a time: arguments of all sizes.</summary>
    [TestCase("tanh")]
    [TestCase("sigmoid")]
    public void Function_WithItsDerivative_GivesTheBitsOfOneNumberAtATime(string name)
    {
        var activation = (ElementwiseActivation)Activation.Named(name)!;
        double[] sizes = [.. Enumerable.Range(-1074, 1085).Select(exponent => Math.ScaleB(1.37, exponent))];
        double[] arguments =
        [
            .. sizes, .. sizes.Select(size => -size), 0, -0.0, .. RandomCase.Numbers(new Random(1), 400, 3),
            .. RandomCase.Numbers(new Random(2), 3000, 800), .. RandomCase.Numbers(new Random(3), 400, 60),
        ];

        // The pre-activation is the input itself, and δ is h'(a)·(z − 0).
        var network = new Network([new Layer(1, 1, [1], null, activation)]);
        var run = new Backpropagation(
            network, new Batch(arguments.Length, arguments, new double[arguments.Length]), Loss.HalfSumOfSquares);
        OftenRun.UntilRegisters(run, network, arguments.Length);
        double[] values = Array.ConvertAll(arguments, a => activation.Value(a + 0.0));
        Assert.That(run.Outputs(0).ToArray(), Is.EqualTo(values));
        Assert.That(run.Deltas(0).ToArray(), Is.EqualTo(arguments.Select((a, i) => activation.Derivative(a) * values[i])));
    }

    private static void AssertKeepsEveryBit(Random random, Layer[] layers, int samples, string name)
    {
        LossTerm[] terms = layers[^1].Activation.Name switch
        {
            "sigmoid" or "softmax" => [.. LossTerm.All],
            _ => [.. LossTerm.All.Where(term => term is not LogarithmTerm)],
        };
        var loss = new Loss(terms[random.Next(terms.Length)], (Reduction)random.Next(4));
        double[] labels = [.. RandomCase.Numbers(random, samples * layers[^1].Units, 1).Select(Math.Abs)];
        labels = loss.Term is Hinge ? [.. labels.Select(label => label < 0.5 ? -1.0 : 1)] : labels;
        var batch = new Batch(samples, RandomCase.Numbers(random, samples * layers[0].Inputs, 2), labels);
        Regularization regularization = random.Next(3) == 0 ? new Regularization(0.1, 0.2) { Biases = true } : Regularization.None;
        AssertKeepsEveryBit(layers, batch, loss, regularization, $"{name}, {loss.Term.Name}");
    }

    private static long[] AssertKeepsEveryBit(Layer[] layers, Batch batch, Loss loss, Regularization regularization, string name)
    {
        var network = new Network(layers);
        var once = new Backpropagation(network, batch, loss, new BlockedMatrixProduct(), regularization);
        once.Run();
        long[] expected = OftenRun.Bits(once, layers.Length);
        var often = new Backpropagation(network, batch, loss, null, regularization);
        OftenRun.UntilRegisters(often, network, batch.Samples);
        string shape = string.Join('-', layers.Select(layer => layer.Inputs).Append(layers[^1].Units));
        Assert.That(OftenRun.Bits(often, layers.Length), Is.EqualTo(expected), $"{name}: {shape}, {batch.Samples} samples");
        return expected;
    }

    private static Layer[] Layers(Random random, int count, int widest, double range)
    {
        int[] widths = [.. Enumerable.Range(0, count + 1).Select(_ => random.Next(1, widest + 1))];
        return [.. Enumerable.Range(0, count).Select(l => Layer(random, widths[l], widths[l + 1], range))];
    }

    private static Layer Layer(Random random, int inputs, int units, double range)
    {
        Activation activation = random.Next(2) == 0 ? new Tanh() : Activation.All[random.Next(Activation.All.Count)];
        double[] weights = RandomCase.Numbers(random, inputs * units, range / Math.Sqrt(inputs));
        return random.Next(4) switch
        {
            0 => new Layer(inputs, units, weights, null, activation),
            1 => Engine.Layer.SharingBias(inputs, units, weights, 0.25, activation),
            _ => new Layer(inputs, units, weights, RandomCase.Numbers(random, units, 1), activation),
        };
    }
}
