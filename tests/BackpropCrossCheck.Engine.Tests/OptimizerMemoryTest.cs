using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine.Tests;

public sealed class OptimizerMemoryTest
{
    private static readonly Network Network = new(
    [
        new Layer(2, 3, new double[6], new double[3], new Tanh()),
        new Layer(3, 1, new double[3], null, new Linear()),
    ]);

    [Test]
    public void Memory_BeforeTheFirstStep_HoldsTheInitialNumbersOfEachParameter()
    {
        foreach (Optimizer optimizer in Optimizer.All)
        {
            var memory = new OptimizerMemory(optimizer, Network);
            int each = optimizer.MemoryPerParameter;
            Assert.That(
                (memory.OfWeights(0).Length, memory.OfBias(0).Length, memory.OfWeights(1).Length, memory.OfBias(1).Length),
                Is.EqualTo((6 * each, 3 * each, 3 * each, 0)),
                optimizer.Name);
            Assert.That(memory.OfWeights(0).ToArray(), Has.All.EqualTo(optimizer.InitialMemory), optimizer.Name);
            Assert.That(memory.OfBias(0).ToArray(), Has.All.EqualTo(optimizer.InitialMemory), optimizer.Name);
        }

        var started = new OptimizerMemory(new AdaptiveGradient(1, 0.25), Network);
        Assert.That(started.OfWeights(1).ToArray(), Is.EqualTo(new[] { 0.25, 0.25, 0.25 }));
    }

    [Test]
    public void Memory_WrittenTo_Remembers()
    {
        var memory = new OptimizerMemory(new Adam(1), Network);
        memory.OfBias(0)[5] = 7;
        Assert.That(memory.OfBias(0).ToArray(), Is.EqualTo(new double[] { 0, 0, 0, 0, 0, 7 }));
    }

    [Test]
    public void Update_Advanced_CountsFromOne()
    {
        var memory = new OptimizerMemory(new Adam(1), Network);
        Assert.That(memory.Update, Is.EqualTo(1));
        memory.Advance();
        Assert.That(memory.Update, Is.EqualTo(2));
    }

    [Test]
    public void Constructor_Null_IsRefused()
    {
        Assert.That(() => new OptimizerMemory(null!, Network), Refuses.Argument("optimizer"));
        Assert.That(() => new OptimizerMemory(new Adam(1), null!), Refuses.Argument("network"));
    }
}
