using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Drawing;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>New numbers for a network that are suitable for working by hand: few digits, no saturated unit, no gradient that rounds to
/// 0.</summary>
internal static class FriendlyNumbers
{
    private const int Attempts = 20_000;

    /// <summary>Nobody calculates more numbers than this by hand.</summary>
    private const int MostParameters = 200;

    /// <summary>A fixture with new numbers.</summary>
    /// <param name="fixture">The network. Its loss and training are kept.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    /// <param name="decimals">The decimals of the exercise.</param>
    /// <returns>The fixture; null if no suitable numbers were found.</returns>
    public static Fixture? Of(Fixture fixture, ulong seed, int decimals)
    {
        if (fixture.Network.Layers.Sum(layer => layer.Units * (layer.Inputs + 1)) > MostParameters)
        {
            return null;
        }

        var generator = new IntegerGenerator(seed);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Fixture candidate = Draw(fixture, seed, generator);
            if (Friendliness.Holds(candidate, decimals))
            {
                return candidate;
            }
        }

        return null;
    }

    private static Fixture Draw(Fixture fixture, ulong seed, IntegerGenerator generator)
    {
        Batch batch = fixture.Batch;
        double[] inputs = Draw(batch.Inputs.Length, () => generator.Of<double>([-2, -1, -0.5, 0.5, 1, 2, 3]));
        var layers = new List<Layer>();
        foreach (Layer layer in fixture.Network.Layers)
        {
            // The more inputs there are, the smaller the weights, so that no unit saturates.
            int largest = Math.Max(2, 9 - layer.Inputs);
            layers.Add(layer.With(
                Draw(layer.Units * layer.Inputs, () => Tenths(generator, largest)),
                layer.HasBias ? Draw(layer.BiasParameters, () => Tenths(generator, 5)) : null));
        }

        return new Fixture
        {
            Name = Invariant($"{fixture.Name}, exercise {seed}"),
            Source = Invariant($"numbers made for the network of {fixture.Name} with the seed {seed}"),
            Network = new Network(layers),
            Batch = new Batch(batch.Samples, inputs, Labels(fixture, generator)),
            Loss = fixture.Loss,
            Regularization = fixture.Regularization,
            Training = fixture.Training,
            HasOptional = fixture.HasOptional,
        };
    }

    private static double[] Labels(Fixture fixture, IntegerGenerator generator)
    {
        int units = fixture.Network.Outputs;
        int samples = fixture.Batch.Samples;
        if (fixture.Loss.Term.LabelsAreOneHot)
        {
            double[] labels = new double[samples * units];
            for (int n = 0; n < samples; n++)
            {
                labels[(n * units) + generator.Below(units)] = 1;
            }

            return labels;
        }

        IReadOnlyList<double> choices = fixture.Loss.Term.TypicalLabels ?? fixture.Network.Layers[^1].Activation.TypicalLabels;
        return Draw(samples * units, () => generator.Of<double>([.. choices]));
    }

    private static double Tenths(IntegerGenerator generator, int largest)
    {
        int size = 1 + generator.Below(largest);
        return (generator.Below(3) == 0 ? -size : size) / 10.0;
    }

    private static double[] Draw(int count, Func<double> draw)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = draw();
        }

        return numbers;
    }
}
