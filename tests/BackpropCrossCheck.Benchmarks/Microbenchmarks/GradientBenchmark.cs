using BackpropCrossCheck.Engine;
using BenchmarkDotNet.Attributes;

namespace BackpropCrossCheck.Benchmarks.Microbenchmarks;

/// <summary>A whole gradient: forward pass, loss, backward pass.</summary>
public class GradientBenchmark
{
    private Backpropagation _calculation = null!;

    /// <summary>Inputs and units of the layers, and the samples.</summary>
    [Params("2-3-2, 1", "16-32-16, 8", "24-8-2, 200", "784-512-256-10, 128")]
    public string Network { get; set; } = "";

    /// <summary>Draws the network.</summary>
    [GlobalSetup]
    public void Draw()
    {
        string[] parts = Network.Split(", ");
        _calculation = DrawnNetwork.Calculation(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The gradient.</summary>
    [Benchmark]
    public double Gradient()
    {
        _calculation.Run();
        return _calculation.LossValue;
    }
}
