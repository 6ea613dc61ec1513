using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Random fixtures whose numbers have few decimals, but not always as few as the results.</summary>
internal static class ClassroomFixture
{
    /// <summary>A fixture whose numbers have one to four decimals.</summary>
    public static Fixture Create(int seed, ActivationKind last, Loss loss)
    {
        Fixture fixture = RandomFixture.Create(seed, last, loss, trains: seed % 3 != 0);
        int decimals = 1 + (seed % 4);
        int parameterDecimals = Math.Max(2, decimals);
        return fixture with
        {
            Network = new Network(fixture.Network.Layers.Select(layer => new Layer(
                layer.Inputs,
                layer.Units,
                Rounded(layer.Weights, parameterDecimals),
                layer.HasBias ? Rounded(layer.Bias, parameterDecimals) : null,
                layer.Activation is { Alpha: { } alpha } ? layer.Activation.WithAlpha(Math.Round(alpha, 3)) : layer.Activation))),
            Batch = new Batch(
                fixture.Batch.Samples, Rounded(fixture.Batch.Inputs, decimals), Rounded(fixture.Batch.Labels, decimals)),
            Training = fixture.Training is { } training
                ? training with { LearningRate = loss.Term is CrossEntropy ? 0.0125 : 0.125 }
                : null,
        };
    }

    private static double[] Rounded(ReadOnlySpan<double> numbers, int decimals)
        => [.. numbers.ToArray().Select(number => Math.Round(number, decimals) + 0.0)];
}
