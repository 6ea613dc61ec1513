using System.Globalization;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Networks of any size with numbers drawn at random, the same at each run.</summary>
internal static class DrawnNetwork
{
    private const int Seed = 1;

    /// <summary>A calculation that has its buffers. Every layer has biases and tanh; the loss is the half sum of squares.</summary>
    /// <param name="widths">Inputs and units, such as 24-8-2.</param>
    /// <param name="samples">The number of samples.</param>
    public static Backpropagation Calculation(string widths, int samples)
    {
        int[] units = [.. widths.Split('-').Select(width => int.Parse(width, CultureInfo.InvariantCulture))];
        var random = new Random(Seed);
        var network = new Network([.. Enumerable.Range(0, units.Length - 1).Select(l => new Layer(
            units[l],
            units[l + 1],
            Numbers(random, units[l] * units[l + 1], 1 / Math.Sqrt(units[l])),
            Numbers(random, units[l + 1], 1),
            new Tanh()))]);
        var batch = new Batch(samples, Numbers(random, samples * units[0], 1), Numbers(random, samples * units[^1], 1));
        return new Backpropagation(network, batch, Loss.HalfSumOfSquares);
    }

    /// <summary>Numbers from −size to size.</summary>
    /// <param name="random">Draws them.</param>
    /// <param name="count">How many.</param>
    /// <param name="size">The largest magnitude.</param>
    public static double[] Numbers(Random random, int count, double size)
        => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 2 * size)];
}
