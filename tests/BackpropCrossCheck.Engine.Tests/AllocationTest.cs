using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A gradient after the first allocates nothing.</summary>
public sealed class AllocationTest
{
    /// <summary>The first large product makes tiles and their workspace ready; from then on, small products use them as well.</summary>
    [OneTimeSetUp]
    public void CompileTiles()
        => new BlockedMatrixProduct().Times(new double[128 * 128], new double[128 * 128], new double[128 * 128], 128);

    [Test]
    public void Run_AfterTheFirst_AllocatesNothing(
        [Values("2-3-2", "24-8-2", "16-32-16", "150-90-10")] string widths,
        [Values(1, 8, 200)] int samples,
        [Values("tanh", "sigmoid", "relu", "softmax", "gelu")] string activation)
    {
        int[] units = [.. widths.Split('-').Select(int.Parse)];
        var random = new Random(1);
        var network = new Network(Enumerable.Range(0, 2).Select(l => new Layer(
            units[l],
            units[l + 1],
            RandomCase.Numbers(random, units[l] * units[l + 1], 1),
            RandomCase.Numbers(random, units[l + 1], 1),
            Activation.Named(activation)!)));
        var batch = new Batch(
            samples, RandomCase.Numbers(random, samples * units[0], 1), RandomCase.Numbers(random, samples * units[2], 1));
        var pass = new Backpropagation(network, batch, Loss.HalfSumOfSquares);
        pass.Run();
        Assert.That(AllocatedBytes.Of(pass.Run), Is.Zero);
        OftenRun.UntilRegisters(pass, network, samples);
        Assert.That(AllocatedBytes.Of(pass.Run), Is.Zero);
    }

    /// <summary>Whether a thread gets a strip of a product or all of it depends on how busy the machine is.</summary>
    [Test]
    public void Times_LargerProductThanTheFirstOfItsThread_AllocatesNothing()
    {
        double[] small = new double[64 * 64];
        double[] large = new double[512 * 512];
        double[] result = new double[512 * 512];
        var product = new BlockedMatrixProduct();
        long allocated = -1;
        var thread = new Thread(() =>
        {
            product.Times(small, small, new double[64 * 64], 64);
            allocated = AllocatedBytes.OfOneRun(() => product.Times(large, large, result, 512));
        });
        thread.Start();
        thread.Join();
        Assert.That(allocated, Is.InRange(0, AllocatedBytes.Piece));
    }

    /// <summary>The rejecting twin: a number in a box is counted.</summary>
    [Test]
    public void Allocated_NumberInABox_IsCounted() => Assert.That(AllocatedBytes.Of(() => GC.KeepAlive((object)1.0)), Is.Positive);
}
