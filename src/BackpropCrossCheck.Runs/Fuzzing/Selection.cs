using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Fixtures out of the rows and columns of others.</summary>
internal static class Selection
{
    /// <summary>The layer with other inputs and units.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="units">The unit of the layer that each unit is, from 0.</param>
    /// <param name="inputs">The input of the layer that each input is, from 0.</param>
    public static Layer Of(Layer layer, int[] units, int[] inputs) => Layer(
        layer,
        units.Length,
        inputs.Length,
        [.. units.SelectMany(_ => inputs, (unit, input) => layer.Weights[(unit * layer.Inputs) + input])],
        layer.SharesBias || !layer.HasBias ? layer.CopyBias() : [.. units.Select(unit => layer.Bias[unit])]);

    /// <summary>The layer with other parameters.</summary>
    /// <param name="layer">The layer, which has the activation and whether units share a bias.</param>
    /// <param name="units">K.</param>
    /// <param name="inputs">M.</param>
    /// <param name="weights">W, K×M.</param>
    /// <param name="bias">b, K numbers, or one if the units share it; null for none.</param>
    public static Layer Layer(Layer layer, int units, int inputs, double[] weights, double[]? bias)
        => layer.SharesBias && bias is not null
            ? Engine.Layer.SharingBias(inputs, units, weights, bias[0], layer.Activation)
            : new Layer(inputs, units, weights, bias, layer.Activation);


    /// <summary>The fixture with other layers.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="layers">The layers.</param>
    public static Fixture With(Fixture fixture, IEnumerable<Layer> layers) => fixture with { Network = new Network(layers) };

    /// <summary>The fixture with another layer in the place of one.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="index">The layer's place, from 0.</param>
    /// <param name="layer">The layer.</param>
    public static Fixture With(Fixture fixture, int index, Layer layer)
        => With(fixture, fixture.Network.Layers.Select((old, l) => l == index ? layer : old));

    /// <summary>The batch with other rows and columns.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="samples">The sample of the batch that each sample is, from 0.</param>
    /// <param name="inputs">The input that each input is; null for all of them.</param>
    /// <param name="outputs">The label that each label is; null for all of them.</param>
    public static Batch Of(Batch batch, int[] samples, int[]? inputs = null, int[]? outputs = null) => new(
        samples.Length,
        Part(batch.InputMemory, batch.InputWidth, samples, inputs),
        Part(batch.LabelMemory, batch.LabelWidth, samples, outputs));

    private static double[] Part(ReadOnlyMemory<double> numbers, int width, int[] rows, int[]? columns)
        =>
        [
            .. rows.SelectMany(
                _ => columns ?? [.. Enumerable.Range(0, width)], (row, column) => numbers.Span[(row * width) + column]),
        ];

    /// <summary>The numbers from 0 up to a limit, for example all units of a layer.</summary>
    /// <param name="count">The limit.</param>
    public static int[] All(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Smaller selections of rows or columns, the smallest first: each half, then all but one.</summary>
    /// <param name="count">How many there are.</param>
    public static IEnumerable<int[]> Smaller(int count)
    {
        if (count < 2)
        {
            yield break;
        }

        if (count > 3)
        {
            yield return [.. Enumerable.Range(0, count / 2)];
            yield return [.. Enumerable.Range(count / 2, count - (count / 2))];
        }

        for (int without = count - 1; without >= 0; without--)
        {
            yield return [.. Enumerable.Range(0, count).Where(i => i != without)];
        }
    }
}
