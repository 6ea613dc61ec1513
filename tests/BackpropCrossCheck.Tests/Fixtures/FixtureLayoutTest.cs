using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>A fixture's layout belongs to its network and batch.</summary>
public sealed class FixtureLayoutTest
{
    [TestCase(2, 3, false)]
    [TestCase(1, 2, false)]
    [TestCase(1, 3, true)]
    public void Layout_OtherArchitecture_IsItsOwn(int samples, int inputs, bool bias)
    {
        TensorLayout first = Of([Dense(3, 2)], samples: 1).Layout;
        TensorLayout other = Of([Dense(inputs, 2, bias)], samples).Layout;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(other, Is.Not.SameAs(first));
            Assert.That(other.Samples, Is.EqualTo(samples));
            Assert.That(other.Layers, Is.EqualTo(new[] { new LayerShape(inputs, 2, bias) }));
        }
    }

    [Test]
    public void Layout_CopyWithAnotherNetwork_IsThatNetworks()
    {
        Fixture wide = Of([Dense(3, 2)], samples: 1);
        _ = wide.Layout;
        Fixture deeper = Of([Dense(3, 2), Dense(2, 2)], samples: 1);
        Assert.That((wide with { Network = deeper.Network }).Layout.Layers, Has.Count.EqualTo(2));
    }

    private static Layer Dense(int inputs, int units, bool bias = false)
        => new(inputs, units, new double[units * inputs], bias ? new double[units] : null, new Tanh());

    private static Fixture Of(IReadOnlyList<Layer> layers, int samples)
    {
        var network = new Network(layers);
        return new Fixture
        {
            Name = "shape",
            Network = network,
            Batch = new Batch(samples, new double[samples * network.Inputs], new double[samples * network.Outputs]),
            Loss = Loss.HalfSumOfSquares,
        };
    }
}
