using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The constructors refuse bad arguments by parameter name, and accept the nearest good ones.</summary>
public sealed class GuardTest
{
    private static readonly Activation Linear = new Linear();
    private static readonly double[] NotFinite = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Test]
    public void Activation_NameWithACapital_IsUnknown() => Assert.That(Activation.Named("Relu"), Is.Null, "fixtures write relu");

    [Test]
    public void Activation_AlphaWhereThereIsNone_IsRefusedByName()
    {
        Assert.That(() => new Relu().WithAlpha(1), Refuses.Argument("alpha"));
        Assert.That(() => new Elu(1), Throws.Nothing);
    }

    [Test]
    public void Activation_AlphaNotFinite_IsRefused([ValueSource(nameof(NotFinite))] double alpha)
        => Assert.That(() => new LeakyRelu(alpha), Refuses.Argument("alpha"));

    [TestCase(ActivationKind.LeakyRelu, 0.01)]
    [TestCase(ActivationKind.Elu, 1)]
    [TestCase(ActivationKind.Tanh, null)]
    public void Activation_DefaultAlpha_IsTheContracts(ActivationKind kind, double? alpha)
        => Assert.That(Activation.Of(kind).Alpha, Is.EqualTo(alpha));

    [Test]
    public void Layer_BadArguments_AreRefusedByName()
    {
        Assert.That(() => new Layer(2, 1, new double[2], new double[1], Linear), Throws.Nothing);
        Assert.That(() => new Layer(0, 1, [], null, Linear), Refuses.Argument("inputs"));
        Assert.That(() => new Layer(1, 0, [], null, Linear), Refuses.Argument("units"));
        Assert.That(() => new Layer(2, 1, null!, null, Linear), Refuses.Argument("weights"));
        Assert.That(() => new Layer(2, 1, new double[3], null, Linear), Refuses.Argument("weights"));
        Assert.That(() => new Layer(2, 1, new double[2], new double[2], Linear), Refuses.Argument("bias"));
        Assert.That(() => new Layer(2, 1, new double[2], null, null!), Refuses.Argument("activation"));
        Assert.That(() => new Layer(65536, 65536, [], null, Linear), Refuses.Argument("weights"), "65536² is 0 in 32 bits");
    }

    [Test]
    public void Layer_NumberNotFinite_IsRefused([ValueSource(nameof(NotFinite))] double bad)
    {
        Assert.That(() => new Layer(2, 1, [1, bad], null, Linear), Refuses.Argument("weights").And.Message.Contains("weights[1]"));
        Assert.That(() => new Layer(1, 2, [1, 1], [1, bad], Linear), Refuses.Argument("bias"));
    }

    [Test]
    public void Batch_BadArguments_AreRefusedByName()
    {
        Assert.That(() => new Batch(2, new double[4], new double[2]), Throws.Nothing);
        Assert.That(() => new Batch(0, new double[4], new double[2]), Refuses.Argument("samples"));
        Assert.That(() => new Batch(2, new double[3], new double[2]), Refuses.Argument("inputs"));
        Assert.That(() => new Batch(2, new double[4], new double[3]), Refuses.Argument("labels"));
        Assert.That(() => new Batch(2, [], new double[2]), Refuses.Argument("inputs"));
        Assert.That(() => new Batch(2, null!, new double[2]), Refuses.Argument("inputs"));
        Assert.That(() => new Batch(2, new double[4], null!), Refuses.Argument("labels"));
    }

    [Test]
    public void Batch_NumberNotFinite_IsRefused([ValueSource(nameof(NotFinite))] double bad)
    {
        Assert.That(() => new Batch(1, [bad], [1]), Refuses.Argument("inputs"));
        Assert.That(() => new Batch(1, [1], [bad]), Refuses.Argument("labels"));
    }

    [Test]
    public void Network_BadArguments_AreRefusedByName()
    {
        Assert.That(() => new Network(null!), Refuses.Argument("layers"));
        Assert.That(() => new Network([]), Refuses.Argument("layers"));
        Assert.That(() => new Network([null!]), Refuses.Argument("layers"));
        Assert.That(
            () => new Network([Wide(2, 3), Wide(2, 1)]),
            Refuses.Argument("layers").And.Message.Contains("Layer 2 takes 2 inputs, but layer 1 has 3 units"));
        Assert.That(() => new Network([Wide(2, 3), Wide(3, 1)]), Throws.Nothing);
    }

    [Test]
    public void Backpropagation_BadArguments_AreRefusedByName()
    {
        var network = new Network([Wide(2, 3)]);
        Assert.That(() => new Backpropagation(network, new Batch(1, new double[2], new double[3]), Loss.HalfSumOfSquares), Throws.Nothing);
        Assert.That(
            () => new Backpropagation(null!, new Batch(1, new double[2], new double[3]), Loss.HalfSumOfSquares),
            Refuses.Argument("network"));
        Assert.That(() => new Backpropagation(network, null!, Loss.HalfSumOfSquares), Refuses.Argument("batch"));
        Assert.That(
            () => new Backpropagation(network, new Batch(1, new double[3], new double[3]), Loss.HalfSumOfSquares),
            Refuses.Argument("batch"));
        Assert.That(
            () => new Backpropagation(network, new Batch(1, new double[2], new double[2]), Loss.HalfSumOfSquares),
            Refuses.Argument("batch"));
    }

    [Test]
    public void Backpropagation_LayerOutsideTheNetwork_IsRefused([Values(-1, 1)] int layer)
    {
        var run = new Backpropagation(new Network([Wide(2, 3)]), new Batch(1, new double[2], new double[3]), Loss.HalfSumOfSquares);
        Assert.That(() => run.PreActivations(layer).Length, Refuses.Argument("layer"));
        Assert.That(() => run.Outputs(layer).Length, Refuses.Argument("layer"));
        Assert.That(() => run.Deltas(layer).Length, Refuses.Argument("layer"));
        Assert.That(() => run.WeightGradient(layer).Length, Refuses.Argument("layer"));
        Assert.That(() => run.BiasGradient(layer).Length, Refuses.Argument("layer"));
        Assert.That(run.Deltas(0).Length, Is.EqualTo(3));
    }

    [Test]
    public void Loss_UndefinedValues_AreRefusedByName()
    {
        Assert.That(() => new Loss(null!, Reduction.Sum), Refuses.Argument("Term"));
        Assert.That(() => new Loss(new SquaredError(), (Reduction)99), Refuses.Argument("Reduction"));
        Assert.That(() => Loss.HalfSumOfSquares with { Term = null! }, Refuses.Argument("Term"));
        Assert.That(() => Loss.HalfSumOfSquares with { Reduction = (Reduction)99 }, Refuses.Argument("Reduction"));
        Assert.That(() => Loss.HalfSumOfSquares.Scale(0, 1), Refuses.Argument("samples"));
        Assert.That(() => Loss.HalfSumOfSquares.Scale(1, 0), Refuses.Argument("outputs"));
        Assert.That(Loss.HalfSumOfSquares with { Term = new SquaredError() }, Is.EqualTo(new Loss(new SquaredError(), Reduction.Sum)));
    }

    private static Layer Wide(int inputs, int units) => new(inputs, units, new double[inputs * units], null, Linear);
}
