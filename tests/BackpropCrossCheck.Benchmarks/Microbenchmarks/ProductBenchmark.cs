using BackpropCrossCheck.Engine.Numerics;
using BenchmarkDotNet.Attributes;

namespace BackpropCrossCheck.Benchmarks.Microbenchmarks;

/// <summary>The matrix product of the engine.</summary>
public class ProductBenchmark
{
    private double[] _a = [];
    private double[] _b = [];
    private double[] _c = [];
    private BlockedMatrixProduct _product = new();

    /// <summary>Rows, inner length and columns.</summary>
    [Params("64x64x64", "128x128x128", "512x512x512", "1024x1024x1024", "128x784x512", "128x256x10")]
    public string Shape { get; set; } = "";

    /// <summary>The number of threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Draws the matrices.</summary>
    [GlobalSetup]
    public void Draw()
    {
        var shape = ProductShape.Parse(Shape);
        var random = new Random(1);
        _a = DrawnNetwork.Numbers(random, shape.Rows * shape.Inner, 1);
        _b = DrawnNetwork.Numbers(random, shape.Inner * shape.Columns, 1);
        _c = new double[shape.Rows * shape.Columns];
        _product = new BlockedMatrixProduct(Threads);
    }

    /// <summary>C = A B.</summary>
    [Benchmark]
    public void Times() => _product.Times(_a, _b, _c, ProductShape.Parse(Shape).Inner);
}
