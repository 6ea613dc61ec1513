using System.Globalization;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Fixtures with rounder numbers. The roundest is 1; 0 is not put in, because it hides mistakes and stands at kinks.</summary>
internal static class RounderNumbers
{
    private const int MostDecimals = 3;

    /// <summary>With rounder numbers: all of them, those of a tensor, or a single one.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> Of(Fixture fixture)
    {
        double[][] tensors = [.. Tensors(fixture)];
        for (int decimals = 0; decimals <= MostDecimals; decimals++)
        {
            double[][] rounded = [.. tensors.Select(tensor => Rounded(tensor, decimals))];
            if (AreOther(tensors, rounded))
            {
                yield return With(fixture, rounded);
            }
        }

        for (int t = 0; t < tensors.Length; t++)
        {
            for (int i = 0; i < tensors[t].Length; i++)
            {
                foreach (double rounder in Rounder(tensors[t][i]))
                {
                    double[][] changed = [.. tensors.Select(tensor => (double[])tensor.Clone())];
                    changed[t][i] = rounder;
                    yield return With(fixture, changed);
                }
            }
        }
    }

    /// <summary>How hard a number is to read: how long it is, then how far from 1.</summary>
    private static (int Length, double FromOne) Difficulty(double x)
        => (x.ToString("R", CultureInfo.InvariantCulture).Length, Math.Abs(x - 1));

    private static IEnumerable<double> Rounder(double x) => Enumerable.Range(0, MostDecimals + 1)
        .Select(decimals => Math.Round(x, decimals)).Where(rounded => rounded != 0)
        .Prepend(1.0)
        .Distinct()
        .Where(rounder => Difficulty(rounder).CompareTo(Difficulty(x)) < 0);

    private static double[] Rounded(double[] tensor, int decimals)
        => [.. tensor.Select(x => Math.Round(x, decimals) is not 0 and var rounded && Difficulty(rounded).CompareTo(Difficulty(x)) < 0
            ? rounded : x)];

    private static bool AreOther(double[][] tensors, double[][] others)
        => tensors.Zip(others).Any(pair => !pair.First.AsSpan().SequenceEqual(pair.Second));

    private static IEnumerable<double[]> Tensors(Fixture fixture) => fixture.Network.Layers
        .SelectMany(layer => new[] { layer.Weights.ToArray(), layer.CopyBias() ?? [] })
        .Append(fixture.Batch.Inputs.ToArray())
        .Append(fixture.Batch.Labels.ToArray());

    private static Fixture With(Fixture fixture, double[][] tensors) => Selection.With(
        fixture,
        fixture.Network.Layers.Select((layer, l) => Selection.Layer(
            layer, layer.Units, layer.Inputs, tensors[2 * l], layer.HasBias ? tensors[(2 * l) + 1] : null))) with
    {
        Batch = new Batch(fixture.Batch.Samples, tensors[^2], tensors[^1]),
    };
}
