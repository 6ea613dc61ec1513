using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Relations;

/// <summary>Gradients into and out of a unit, held against each other.</summary>
public sealed class UnitBalanceTest
{
    [Test]
    public void Compare_UnitOnTheOtherSideOfItsKink_IsNoContradiction()
    {
        // Our a is just below 0. The rounding of its sum in float32 is much larger, so that an honest program may find the unit active:
        // then the gradients into it are made of an a near ours, and those out of it of its own.
        Fixture fixture = Kink(-0.00025);
        Reference reference = Planted.Reference(fixture);
        Step preActivation = fixture.Layout.PreActivation(0);
        double rounding = reference.AllowedAgainst(FloatFormat.Float32).OwnSide[preActivation]![0];
        TensorSet beyond = Planted.Calculate(Kink(0.9 * rounding));
        IndependentResult other = (Planted.Own(reference, FloatFormat.Float32) with { Numbers = beyond })
            .Only(Quantity.WeightGradient, Quantity.BiasGradient);
        ResultComparison comparison = ResultComparer.Compare(reference, other);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(beyond[preActivation]![0], Is.Positive);
            Assert.That(comparison.Discrepancies, Is.Zero);
        }
    }

    /// <summary>The rule for each number allows the rounding of y − t, and the layer is too large for a projection. Only the unit's
    /// balance shows a wrong gradient of it.</summary>
    [TestCase(1, 0)]
    [TestCase(1.001, 1)]
    public void Compare_LayerTooLargeToProject_IsHeldAgainstTheOneAbove(double factor, int wrong)
    {
        Fixture fixture = Large();
        Reference reference = Planted.Reference(fixture);
        Step weights = fixture.Layout.WeightGradient(0);
        IndependentResult own =
            Planted.Own(reference, FloatFormat.Float32).Only(Quantity.WeightGradient, Quantity.BiasGradient);
        double given = (float)(own.Numbers[weights]![0] * factor);
        ResultComparison comparison = ResultComparer.Compare(reference, own.With(weights, 0, given));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Math.Abs(given - reference.Numbers[weights]![0]),
                Is.LessThan(reference.AllowedAgainst(FloatFormat.Float32).OwnSide[weights]![0]));
            Assert.That(comparison.Discrepancies, Is.EqualTo(wrong));
            Assert.That(comparison.FirstWrong?.Step, wrong == 0 ? Is.Null : Is.EqualTo(weights));
        }
    }

    /// <summary>Relu units far from their kink, whose first input counts most, with labels near the outputs.</summary>
    private static Fixture Large()
    {
        const int Inputs = 2100;
        var random = new Random(2);
        double[] inputs = RandomFixture.Numbers(random, 2 * Inputs, 0.01);
        double[] weights = RandomFixture.Numbers(random, 2 * Inputs, 0.001);
        (inputs[0], inputs[Inputs], weights[0], weights[Inputs]) = (1, 0.75, 3, 2);
        Layer[] layers =
        [
            new Layer(Inputs, 2, weights, [0.5, 0.25], new Relu()),
            new Layer(2, 2, [0.5, 0.25, 0.375, 0.5], null, new Linear()),
        ];
        var fixture = new Fixture
        {
            Name = "large",
            Network = new Network(layers),
            Batch = new Batch(2, inputs, new double[4]),
            Loss = Loss.HalfSumOfSquares,
        };
        double[] outputs = Planted.Calculate(fixture)[fixture.Layout.Output(1)]!;
        return fixture with { Batch = new Batch(2, inputs, [.. outputs.Select(y => (float)(y * 0.9999))]) };
    }

    /// <summary>Two relu units. The first has a given pre-activation in sample 1, as 2100 − 2100 and that, and is inactive in sample 2.
    /// There are too many inputs for a projection, and as many samples as units.</summary>
    private static Fixture Kink(double preActivation)
    {
        const int Inputs = 2100;
        double[] first = [.. Enumerable.Repeat(1.0, Inputs)];
        double[] second = RandomFixture.Numbers(new Random(1), Inputs, 0.1);
        double[] inputs = [.. Enumerable.Repeat(1.0, Inputs), .. Enumerable.Repeat(0.01, Inputs)];
        Layer[] layers =
        [
            new Layer(Inputs, 2, [.. first, .. second], [preActivation - Inputs, 10], new Relu()),
            new Layer(2, 2, [1, 0.5, -0.5, 1], null, new Linear()),
        ];
        return new Fixture
        {
            Name = "kink",
            Network = new Network(layers),
            Batch = new Batch(2, inputs, [1, -1, 2, 1]),
            Loss = Loss.HalfSumOfSquares,
        };
    }
}
