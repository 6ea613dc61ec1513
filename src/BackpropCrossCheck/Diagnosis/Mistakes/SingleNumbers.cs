using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A fixture some of whose numbers were read as float32.</summary>
internal static class SingleNumbers
{
    /// <summary>Weights, biases and slopes.</summary>
    /// <param name="fixture">The fixture.</param>
    public static Fixture Parameters(Fixture fixture) => fixture with
    {
        Network = new Network(fixture.Network.Layers.Select(layer => layer
            .With(Single(layer.Weights), layer.HasBias ? Single(layer.CopyBias()) : null).With(Constant(layer.Activation)))),
    };

    /// <summary>Every number.</summary>
    /// <param name="fixture">The fixture.</param>
    public static Fixture All(Fixture fixture) => Parameters(fixture) with
    {
        Batch = new Batch(fixture.Batch.Samples, Single(fixture.Batch.Inputs), Single(fixture.Batch.Labels)),
    };

    /// <summary>The constants of the activations only.</summary>
    /// <param name="fixture">The fixture.</param>
    public static Fixture Constants(Fixture fixture) => fixture with
    {
        Network = new Network(fixture.Network.Layers.Select(layer => layer.With(Constant(layer.Activation)))),
    };

    private static Activation Constant(Activation activation) => activation is Gelu ? new GeluSingle()
        : activation.Alpha is { } alpha ? activation.WithAlpha((float)alpha)
        : activation;

    private static double[] Single(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), value => (double)(float)value);
}
