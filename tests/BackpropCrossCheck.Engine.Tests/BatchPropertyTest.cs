using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using CsCheck;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A batch is the sum of its samples. CsCheck prints the seed of a failure.</summary>
public sealed class BatchPropertyTest
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    /// <summary>Any activation, loss, reduction, depth and bias, from a seed.</summary>
    private static readonly Gen<RandomCase> Cases = Gen.Int.Select(RandomCase.Create);

    /// <summary>δ of a sample does not depend on the others. The sums over the samples differ by roundings: N in each part, and one in the
    /// addition.</summary>
    [Test]
    public void Run_BatchSplit_SumsOfThePartsAreTheGradient()
        => Cases.Where(random => random.Batch.Samples > 1).Sample(random =>
        {
            RandomCase summed = random with { Loss = random.Loss with { Reduction = Reduction.Sum } };
            int half = random.Batch.Samples / 2;
            Backpropagation whole = summed.Run();
            Backpropagation first = (summed with { Batch = Samples(random.Batch, 0, half) }).Run();
            Backpropagation second = (summed with { Batch = Samples(random.Batch, half, random.Batch.Samples) }).Run();
            return SameDeltas(summed, whole, [first, second], 1)
                && SumsAgree(summed, whole, (l, i) => first.WeightGradient(l)[i] + second.WeightGradient(l)[i]);
        });

    [Test]
    public void Run_BatchTwice_DoublesTheSumAndLeavesTheMean()
        => Cases.Sample(random =>
        {
            RandomCase summed = random with { Loss = random.Loss with { Reduction = Reduction.Sum } };
            RandomCase mean = random with { Loss = random.Loss with { Reduction = Reduction.MeanOverSamples } };
            Backpropagation sum = summed.Run();
            Backpropagation average = mean.Run();
            RandomCase twice = summed with { Batch = Twice(random.Batch) };
            RandomCase meanTwice = mean with { Batch = Twice(random.Batch) };
            return SameDeltas(twice, twice.Run(), [sum, sum], 1)
                && SameDeltas(meanTwice, meanTwice.Run(), [average, average], 0.5)
                && SumsAgree(twice, twice.Run(), (l, i) => 2 * sum.WeightGradient(l)[i])
                && SumsAgree(meanTwice, meanTwice.Run(), (l, i) => average.WeightGradient(l)[i]);
        });

    /// <summary>The rejecting twin: a batch that counts its first sample twice is seen.</summary>
    [Test]
    public void Run_OneSampleTooMany_IsNotTheSum()
    {
        var random = RandomCase.Create(new Random(8), ActivationKind.Tanh, Loss.HalfSumOfSquares, 2, biases: true);
        Backpropagation run = random.Run();
        Backpropagation first = (random with { Batch = Samples(random.Batch, 0, 1) }).Run();
        Assert.That(SumsAgree(random, run, (l, i) => run.WeightGradient(l)[i]));
        Assert.That(SumsAgree(random, run, (l, i) => run.WeightGradient(l)[i] + first.WeightGradient(l)[i]), Is.False);
    }

    private static Batch Samples(Batch batch, int from, int to) => new(
        to - from,
        batch.Inputs[(from * batch.InputWidth)..(to * batch.InputWidth)].ToArray(),
        batch.Labels[(from * batch.LabelWidth)..(to * batch.LabelWidth)].ToArray());

    private static Batch Twice(Batch batch)
        => new(2 * batch.Samples, [.. batch.Inputs, .. batch.Inputs], [.. batch.Labels, .. batch.Labels]);

    private static bool SameDeltas(RandomCase random, Backpropagation whole, Backpropagation[] parts, double factor)
        => Enumerable.Range(0, random.Network.Layers.Count).All(l =>
            whole.Deltas(l).SequenceEqual([.. parts.SelectMany(part => part.Deltas(l).ToArray()).Select(delta => factor * delta)]));

    private static bool SumsAgree(RandomCase random, Backpropagation run, Func<int, int, double> expected)
    {
        bool agree = true;
        foreach (Probe probe in Probe.All(random.Network, 0).Where(probe => probe.Tensor == ProbedTensor.Weights))
        {
            double allowed = 2 * (random.Batch.Samples + 1) * UnitRoundoff * Terms(random, run, probe);
            agree &= Math.Abs(probe.In(run) - expected(probe.Layer, probe.Index)) <= allowed;
        }

        return agree;
    }

    /// <summary>Σ_n |δ_nk z_nm| of a weight gradient.</summary>
    private static double Terms(RandomCase random, Backpropagation run, Probe probe)
    {
        Layer layer = random.Network.Layers[probe.Layer];
        (int k, int m) = Math.DivRem(probe.Index, layer.Inputs);
        double terms = 0;
        for (int n = 0; n < random.Batch.Samples; n++)
        {
            ReadOnlySpan<double> z = probe.Layer == 0 ? random.Batch.Inputs : run.Outputs(probe.Layer - 1);
            terms += Math.Abs(run.Deltas(probe.Layer)[(n * layer.Units) + k] * z[(n * layer.Inputs) + m]);
        }

        return terms;
    }
}
