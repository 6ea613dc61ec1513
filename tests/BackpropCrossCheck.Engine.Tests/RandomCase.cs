using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A small random network with a batch, from a seed.</summary>
internal sealed record RandomCase(Network Network, Batch Batch, Loss Loss)
{
    /// <summary>A network of the given kind. Where a cross-entropy is computed from outputs that may leave its domain, the last layer has
    /// small weights and a bias of 0.3, which keeps them in (0, 1).</summary>
    public static RandomCase Create(Random random, ActivationKind last, Loss loss, int layers, bool biases)
    {
        int[] widths = [.. Enumerable.Range(0, layers + 1).Select(_ => random.Next(1, 5))];
        int samples = random.Next(1, 5);
        if (last == ActivationKind.Softmax && loss.Term is BinaryCrossEntropy)
        {
            // The softmax of one unit is 1, where ln(1 − y) has no finite value.
            widths[^1] = Math.Max(widths[^1], 2);
        }

        bool staysInside = !loss.HasLogarithm || last is ActivationKind.Sigmoid or ActivationKind.Softmax;
        var all = new Layer[layers];
        for (int l = 0; l < layers; l++)
        {
            bool kept = l == layers - 1 && !staysInside;
            ActivationKind kind = l == layers - 1 ? last : (ActivationKind)random.Next(Enum.GetValues<ActivationKind>().Length);
            double range = (kept ? 0.05 : 1.5) / widths[l];
            double[]? bias = kept ? [.. Enumerable.Repeat(0.3, widths[l + 1])] : biases ? Numbers(random, widths[l + 1], 0.5) : null;
            all[l] = new Layer(widths[l], widths[l + 1], Numbers(random, widths[l] * widths[l + 1], range), bias, Of(random, kind));
        }

        double[] labels = [.. Numbers(random, samples * widths[^1], 1).Select(Math.Abs)];
        labels = loss.Term is Hinge ? [.. labels.Select(label => label < 0.5 ? -1.0 : 1)] : labels;
        return new RandomCase(new Network(all), new Batch(samples, Numbers(random, samples * widths[0], 2), labels), loss);
    }

    /// <summary>Any activation, loss, reduction, depth and bias.</summary>
    public static RandomCase Create(int seed)
    {
        var random = new Random(seed);
        return Create(
            random,
            (ActivationKind)random.Next(Enum.GetValues<ActivationKind>().Length),
            new Loss(((LossKind)random.Next(4)).Term, (Reduction)random.Next(4)),
            random.Next(1, 5),
            random.Next(2) == 0);
    }

    public Backpropagation Run(MatrixProduct? product = null)
    {
        var run = new Backpropagation(Network, Batch, Loss, product);
        run.Run();
        return run;
    }

    /// <summary>Every derivative and the loss.</summary>
    public double[] Derivatives(Backpropagation run)
        => [.. Probe.All(Network, Batch.Samples).Select(probe => probe.In(run)), run.LossValue];

    public static double[] Numbers(Random random, int count, double range)
        => [.. Enumerable.Range(0, count).Select(_ => range * ((2 * random.NextDouble()) - 1))];

    private static Activation Of(Random random, ActivationKind kind)
        => Activation.Of(kind).Alpha is not null ? Activation.Of(kind, 0.1 + random.NextDouble()) : Activation.Of(kind);
}
