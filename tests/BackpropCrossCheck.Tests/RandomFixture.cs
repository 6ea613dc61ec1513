using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests;

/// <summary>Small random fixtures whose loss is defined and whose numbers are of moderate size.</summary>
internal static class RandomFixture
{
    public static IEnumerable<ActivationKind> Activations => Enum.GetValues<ActivationKind>();

    public static IEnumerable<Loss> Losses =>
        from kind in Enum.GetValues<LossKind>() from reduction in Enum.GetValues<Reduction>() select new Loss(kind.Term, reduction);

    /// <summary>A fixture with the given last activation and loss. Where a cross-entropy is computed from outputs that may leave its
    /// domain, the last layer has small weights and a bias of 0.3, which keeps them in (0, 1).</summary>
    public static Fixture Create(int seed, ActivationKind last, Loss loss, bool trains = false)
    {
        var random = new Random(seed);
        int layers = random.Next(1, 4);
        int[] widths = [.. Enumerable.Range(0, layers + 1).Select(_ => random.Next(2, 5))];
        bool mayLeave = loss.HasLogarithm && last is not (ActivationKind.Sigmoid or ActivationKind.Softmax);
        var all = new Layer[layers];
        for (int l = 0; l < layers; l++)
        {
            bool kept = mayLeave && l == layers - 1;
            ActivationKind kind = l == layers - 1 ? last : (ActivationKind)random.Next(11);
            double[]? bias = kept ? [.. Enumerable.Repeat(0.3, widths[l + 1])]
                : random.Next(2) == 0 ? Numbers(random, widths[l + 1], 0.5)
                : null;
            all[l] = new Layer(
                widths[l],
                widths[l + 1],
                Numbers(random, widths[l] * widths[l + 1], (kept ? 0.05 : 1.5) / widths[l]),
                bias,
                Activated(random, kind));
        }

        int samples = random.Next(1, 4);
        double[] labels = [.. Numbers(random, samples * widths[^1], 1).Select(Math.Abs)];
        labels = loss.Term is Hinge ? [.. labels.Select(label => label < 0.5 ? -1.0 : 1)] : labels;
        return new Fixture
        {
            Name = FormattableString.Invariant($"random {seed}"),
            Network = new Network(all),
            Batch = new Batch(samples, Numbers(random, samples * widths[0], 2), labels),
            Loss = loss,
            Training = trains ? new Training(mayLeave ? 0.0001 : 0.1, random.Next(1, 4), random.Next(2) == 0) : null,
        };
    }

    /// <summary>Any activation, loss and reduction.</summary>
    public static Fixture Create(int seed, bool trains = false)
    {
        var random = new Random(~seed);
        return Create(seed, (ActivationKind)random.Next(11), new Loss(((LossKind)random.Next(4)).Term, (Reduction)random.Next(4)), trains);
    }

    /// <summary>One layer without bias, M inputs, K units.</summary>
    public static Fixture OneLayer(double[] weights, Activation activation, double[] inputs, double[] labels, Loss loss, int samples = 1)
    {
        int columns = inputs.Length / samples;
        return new Fixture
        {
            Name = "one layer",
            Network = new Network([new Layer(columns, weights.Length / columns, weights, null, activation)]),
            Batch = new Batch(samples, inputs, labels),
            Loss = loss,
        };
    }

    public static double[] Numbers(Random random, int count, double range)
        => [.. Enumerable.Range(0, count).Select(_ => range * ((2 * random.NextDouble()) - 1))];

    private static Activation Activated(Random random, ActivationKind kind)
        => Activation.Of(kind).Alpha is not null ? Activation.Of(kind, 0.1 + random.NextDouble()) : Activation.Of(kind);
}
