using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Digests of the engine's results: products of many shapes, functions over many numbers, whole gradients.</summary>
internal static class ComputedBits
{
    private static readonly (int Rows, int Inner, int Columns)[] Shapes =
    [
        (2, 3, 2), (5, 7, 11), (6, 16, 16), (8, 16, 32), (200, 24, 8), (200, 8, 2), (31, 47, 10), (64, 65, 66), (70, 530, 45),
        (129, 300, 257),
    ];

    /// <summary>How many numbers the widest register holds; 0 if there is none.</summary>
    public static int Width
        => Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : Vector128.IsHardwareAccelerated ? 2 : 0;

    /// <summary>The width, then a digest in each line.</summary>
    public static string Lines()
    {
        var lines = new StringBuilder(Width.ToString(CultureInfo.InvariantCulture)).Append('\n');
        for (int threads = 1; threads <= 2; threads++)
        {
            var product = new BlockedMatrixProduct(threads);
            product.Times(new double[128 * 128], new double[128 * 128], new double[128 * 128], 128);
            foreach ((int rows, int inner, int columns) in Shapes)
            {
                double[] a = RandomCase.Numbers(new Random(rows), rows * inner, 1);
                double[] b = RandomCase.Numbers(new Random(columns), inner * columns, 1);
                double[] c = new double[rows * columns];
                product.Times(a, b, c, inner);
                Add(lines, $"A B {rows} {inner} {columns}", c);
                product.TimesTransposed(a, b, c, inner);
                Add(lines, $"A Bᵀ {rows} {inner} {columns}", c);
                product.TransposedTimes(a, b, c, inner);
                Add(lines, $"Aᵀ B {rows} {inner} {columns}", c);
            }
        }

        double[] arguments = [.. RandomCase.Numbers(new Random(1), 20_000, 800), .. RandomCase.Numbers(new Random(2), 20_003, 5)];
        foreach (Activation activation in new Activation[] { new Tanh(), new Sigmoid() })
        {
            double[] outputs = new double[arguments.Length];
            double[] deltas = new double[arguments.Length];
            activation.Apply(arguments, outputs, 1);
            Add(lines, activation.Name, outputs);
            activation.Backpropagate(arguments, outputs, arguments, deltas, 1);
            Add(lines, $"{activation.Name}'", deltas);
        }

        AddGradient(lines, 2, 3, 2, samples: 1);
        AddGradient(lines, 16, 32, 16, samples: 8);
        AddGradient(lines, 24, 8, 2, samples: 200);
        AddGradient(lines, 90, 70, 10, samples: 64);

        return lines.ToString();
    }

    private static void AddGradient(StringBuilder lines, int inputs, int hidden, int outputs, int samples)
    {
        var random = new Random(inputs);
        var network = new Network(
        [
            Layer(random, inputs, hidden, new Tanh()),
            Layer(random, hidden, outputs, new Sigmoid()),
        ]);
        var batch = new Batch(samples, RandomCase.Numbers(random, samples * inputs, 1), RandomCase.Numbers(random, samples * outputs, 1));
        var pass = new Backpropagation(network, batch, Loss.HalfSumOfSquares);
        pass.Run();
        string name = $"{inputs}-{hidden}-{outputs}, {samples}";
        AddResults(lines, name, pass);
        OftenRun.UntilRegisters(pass, network, samples);
        AddResults(lines, $"{name}, often", pass);
    }

    private static void AddResults(StringBuilder lines, string name, Backpropagation pass)
    {
        Add(lines, name, [pass.LossValue]);
        for (int l = 0; l < 2; l++)
        {
            Add(lines, name, pass.WeightGradient(l));
            Add(lines, name, pass.BiasGradient(l));
        }
    }

    private static Layer Layer(Random random, int inputs, int units, Activation activation)
        => new(inputs, units, RandomCase.Numbers(random, inputs * units, 1), RandomCase.Numbers(random, units, 1), activation);

    private static void Add(StringBuilder lines, string name, ReadOnlySpan<double> numbers)
        => lines.Append(name).Append(": ").Append(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(numbers)))).Append('\n');
}
