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
