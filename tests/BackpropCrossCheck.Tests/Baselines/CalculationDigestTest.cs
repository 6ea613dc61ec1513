using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Baselines;

/// <summary>Digests go by name, so that a new function of the engine changes none. Digests of the first version stay valid.</summary>
public sealed class CalculationDigestTest
{
    /// <summary>The paper's digest from the first version, which numbered the activations and losses.</summary>
    private const string Counted = "38d33b33e5afc30c5bda28ac4bb7075c";

    private static Fixture Paper => RecordedFixtures.Paper;

    [Test]
    public void IsOf_ADigestOfTheFirstVersion_IsKept()
    {
        Assert.That(CalculationDigest.IsOf(Paper, Counted), Is.True);
        Assert.That(CalculationDigest.IsOf(With(new Sigmoid()), Counted), Is.False);
    }

    [Test]
    public void IsOf_ItsOwnDigest_IsTrueForThisCalculationOnly()
    {
        string digest = CalculationDigest.Of(Paper);
        Assert.That(digest, Is.Not.EqualTo(Counted));
        Assert.That(CalculationDigest.IsOf(Paper, digest), Is.True);
        Assert.That(CalculationDigest.IsOf(With(new Sigmoid()), digest), Is.False);
        Assert.That(CalculationDigest.IsOf(With(new LeakyRelu(0.1)), CalculationDigest.Of(With(new LeakyRelu(0.2)))), Is.False);
    }

    private static Fixture With(Activation activation) => Paper with
    {
        Network = new Engine.Network(Paper.Network.Layers.Select(layer => new Engine.Layer(
            layer.Inputs, layer.Units, layer.Weights.ToArray(), layer.HasBias ? layer.Bias.ToArray() : null, activation))),
    };
}
