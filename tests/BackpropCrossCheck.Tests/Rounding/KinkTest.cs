using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Units within rounding of a kink.</summary>
public sealed class KinkTest
{
    [TestCase(ActivationKind.Relu, 0, 0, 1)]
    [TestCase(ActivationKind.LeakyRelu, 0.25, 0.25, 1)]
    [TestCase(ActivationKind.LeakyRelu, -2, -2, 1)]
    [TestCase(ActivationKind.Elu, 0.5, 0.5, 1)]
    [TestCase(ActivationKind.Elu, 3, 1, 3)]
    public void Hull_UnitAtTheKink_LiesBetweenTheOneSidedDerivatives(ActivationKind kind, double alpha, double smallest, double largest)
    {
        var activation = Activation.Of(kind).Alpha is not null ? Activation.Of(kind, alpha) : Activation.Of(kind);
        Fixture fixture = Near(activation, 0);
        KinkHull hull = Analysed(fixture).Hull([new UnitPosition(0, 0, 0)]);
        TensorLayout layout = fixture.Layout;
        using (Assert.EnterMultipleScope())
        {
            // s = 0 − 1 swaps the ends. The inputs are 1.
            Assert.That((hull.Low[layout.Delta(0)]![0], hull.High[layout.Delta(0)]![0]), Is.EqualTo((-largest, -smallest)));
            Assert.That(hull.Low[layout.WeightGradient(0)], Is.EqualTo(new[] { -largest, -largest }));
            Assert.That(hull.High[layout.WeightGradient(0)], Is.EqualTo(new[] { -smallest, -smallest }));
            Assert.That(Kinks(fixture), Is.EqualTo(new[] { new UnitPosition(0, 0, 0) }));
        }
    }

    [TestCase(ActivationKind.Relu)]
    [TestCase(ActivationKind.Elu)]
    public void Errors_AcrossAKink_AreThoseOfTheLargerDerivative(ActivationKind kind)
    {
        var activation = kind == ActivationKind.Elu ? Activation.Of(kind, 0.5) : Activation.Of(kind);
        Fixture below = Near(activation, 0);
        Fixture above = Near(activation, 1e-12);
        double across = RoundingAnalysisTest.Analysed(below, FloatFormat.Float32, acrossKinks: true)[below.Layout.Delta(0)]![0];
        double own = RoundingAnalysisTest.Analysed(below, FloatFormat.Float32)[below.Layout.Delta(0)]![0];
        double beyond = RoundingAnalysisTest.Analysed(above, FloatFormat.Float32)[above.Layout.Delta(0)]![0];
        Assert.That(across, Is.GreaterThan(own).And.InRange(0.5 * beyond, 2 * beyond));
    }

    [Test]
    public void Hull_LayersBelow_AreThoseOfEveryChoice()
    {
        // The middle layer has two kinks. The hull holds every combination of derivatives, and the extreme ones come near its ends.
        Fixture fixture = Deep(ActivationKind.Linear);
        UnitPosition[] units = [new(1, 0, 0), new(1, 0, 1)];
        KinkHull hull = Analysed(fixture).Hull(units);
        Step[] steps =
            [fixture.Layout.Delta(1), fixture.Layout.Delta(0), fixture.Layout.WeightGradient(1), fixture.Layout.WeightGradient(0)];
        double[][] lowest = [.. steps.Select(step => Enumerable.Repeat(double.PositiveInfinity, step.Length).ToArray())];
        double[][] highest = [.. steps.Select(step => Enumerable.Repeat(double.NegativeInfinity, step.Length).ToArray())];
        foreach ((double first, double second) in new[] { (0.0, 0.0), (0, 1), (1, 0), (1, 1), (0.5, 0.25) })
        {
            TensorSet numbers = WithDerivatives(fixture, first, second);
            for (int t = 0; t < steps.Length; t++)
            {
                for (int i = 0; i < steps[t].Length; i++)
                {
                    lowest[t][i] = Math.Min(lowest[t][i], numbers[steps[t]]![i]);
                    highest[t][i] = Math.Max(highest[t][i], numbers[steps[t]]![i]);
                }
            }
        }

        // Without a softmax below, the ends are reached exactly.
        Assert.That(steps.SelectMany(step => hull.Low[step]!), Is.EqualTo(lowest.SelectMany(x => x)).Within(1e-12));
        Assert.That(steps.SelectMany(step => hull.High[step]!), Is.EqualTo(highest.SelectMany(x => x)).Within(1e-12));
        Assert.That(hull.Low[fixture.Layout.Delta(2)], Is.Null, "no kink moves what is above it");
    }

    [Test]
    public void Hull_SoftmaxBelowAKink_HoldsEveryChoice()
    {
        Fixture fixture = Deep(ActivationKind.Softmax);
        KinkHull hull = Analysed(fixture).Hull([new(1, 0, 0), new(1, 0, 1)]);
        Step step = fixture.Layout.Delta(0);
        foreach ((double first, double second) in new[] { (0.0, 0.0), (0, 1), (1, 0), (1, 1) })
        {
            double[] delta = WithDerivatives(fixture, first, second)[step]!;
            Assert.That(delta.Zip(hull.Low[step]!, (x, low) => x >= low - 1e-12), Has.All.True);
            Assert.That(delta.Zip(hull.High[step]!, (x, high) => x <= high + 1e-12), Has.All.True);
        }

        // p = ½ for both, s = 1.6875 ± 1.6875 and −1.6875 ± 1.6875: ½·(1.6875 − 0) ± ½·(1.6875 + 1.6875).
        Assert.That(hull.Low[step], Is.EqualTo(new[] { -0.84375, -2.53125 }));
        Assert.That(hull.High[step], Is.EqualTo(new[] { 2.53125, 0.84375 }));
    }

    [TestCase(ActivationKind.Tanh)]
    [TestCase(ActivationKind.Softsign)]
    [TestCase(ActivationKind.Elu)]
    [TestCase(ActivationKind.Linear)]
    public void Errors_SmoothAtZero_HaveNoKink(ActivationKind kind) => Assert.That(Kinks(Near(Activation.Of(kind), 0)), Is.Empty);

    [Test]
    public void Errors_Kink_IsFourTimesBothRhosWide()
    {
        double u = FormatRounding.Float32.UnitRoundoff;
        var relu = new Relu();
        double rho = RoundingAnalysisTest.Analysed(Near(relu, 0), FloatFormat.Float32)[Near(relu, 0).Layout.PreActivation(0)]![0];
        double width = 4 * rho * (1 + (FormatRounding.Float64.UnitRoundoff / u));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Kinks(Near(relu, 0.99 * width)), Has.Count.EqualTo(1));
            Assert.That(Kinks(Near(relu, -0.99 * width)), Has.Count.EqualTo(1));
            Assert.That(Kinks(Near(relu, 1.01 * width)), Is.Empty);
            Assert.That(Kinks(Near(relu, -1.01 * width)), Is.Empty);
        }
    }

    private static IReadOnlyList<UnitPosition> Kinks(Fixture fixture)
        => Analysed(fixture).Errors(FloatFormat.Float32, acrossKinks: false).Kinks;

    private static RoundingAnalysis Analysed(Fixture fixture)
    {
        var analysis = new RoundingAnalysis(fixture.Network, fixture.Batch, fixture.Loss);
        analysis.Recalculate();
        return analysis;
    }

    /// <summary>A first layer of two equal units, a layer of two relus, and one output. The weights of each relu are opposite, so its
    /// pre-activation is always 0.</summary>
    private static Fixture Deep(ActivationKind first) => new()
    {
        Name = "deep",
        Network = new Network(
        [
            new Layer(2, 2, [0.5, 0.25, 0.25, 0.5], null, Activation.Of(first)),
            new Layer(2, 2, [1.5, -1.5, -0.5, 0.5], null, new Relu()),
            new Layer(2, 1, [2, -3], [1], new Linear()),
        ]),
        Batch = new Batch(1, [1, 1], [0.25]),
        Loss = Loss.HalfSumOfSquares,
    };

    /// <summary>The calculation with other derivatives of the two relus, in plain loops.</summary>
    private static TensorSet WithDerivatives(Fixture fixture, double first, double second)
    {
        TensorSet own = Planted.Calculate(fixture);
        double[] z = own[fixture.Layout.Output(0)]!;
        double g = own[fixture.Layout.Delta(2)]![0];
        double[] delta = [first * 2 * g, second * -3 * g];
        double[] s = [(1.5 * delta[0]) - (0.5 * delta[1]), (-1.5 * delta[0]) + (0.5 * delta[1])];
        double mean = (z[0] * s[0]) + (z[1] * s[1]);
        double[] below = fixture.Network.Layers[0].Activation is Softmax ? [z[0] * (s[0] - mean), z[1] * (s[1] - mean)] : s;
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(fixture.Layout.Delta(1), delta);
        numbers.Set(fixture.Layout.WeightGradient(1), [delta[0] * z[0], delta[0] * z[1], delta[1] * z[0], delta[1] * z[1]]);
        numbers.Set(fixture.Layout.Delta(0), below);
        numbers.Set(fixture.Layout.WeightGradient(0), [below[0], below[0], below[1], below[1]]);
        return numbers;
    }

    /// <summary>One unit whose pre-activation 1·1 − 1·1 + distance cancels.</summary>
    private static Fixture Near(Activation activation, double distance)
        => RandomFixture.OneLayer([1, -1], activation, [1 + distance, 1], [1], Loss.HalfSumOfSquares);
}
