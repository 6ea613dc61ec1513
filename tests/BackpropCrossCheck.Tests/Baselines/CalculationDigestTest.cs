using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Optimizers;
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

    /// <summary>A rule and each of its parameters are part of the calculation. Plain gradient descent keeps the digest that it always
    /// had.</summary>
    [Test]
    public void Of_AnotherOptimizerOrParameter_IsAnother()
    {
        var training = new Training(0.1, 2, true);
        Optimizer[] rules =
        [
            .. Optimizer.All, new GradientDescent(7), new MomentumDescent(1, 0.8), new MomentumDescent(1, nesterov: true),
            new Adam(1, 0.8), new Adam(1, beta2: 0.9), new Adam(1, epsilon: 0), new RootMeanSquarePropagation(1, 0.8),
            new RootMeanSquarePropagation(1, epsilon: 0), new AdaptiveGradient(1, 0), new AdaptiveGradient(1, epsilon: 0),
        ];
        string[] digests = [.. rules.Select(rule => CalculationDigest.Of(Paper with { Training = training with { Rule = rule } }))];
        Assert.That(digests.Distinct().Count(), Is.EqualTo(rules.Length - 1));
        string plain = CalculationDigest.Of(Paper with { Training = training });
        Assert.That((digests[0], digests[Optimizer.All.Count]), Is.EqualTo((plain, plain)));
    }

    private static Fixture With(Activation activation) => Paper with
    {
        Network = new Engine.Network(Paper.Network.Layers.Select(layer => new Engine.Layer(
            layer.Inputs, layer.Units, layer.Weights.ToArray(), layer.HasBias ? layer.Bias.ToArray() : null, activation))),
    };
}
