using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>How far a kink lets numbers go, to its ends and no farther.</summary>
public sealed class KinkBoundsTest
{
    [TestCase(1)]
    [TestCase(3)]
    public void Contain_NumberBesideAnEnd_IsWithinBySlackAlone(double factor)
    {
        Fixture fixture = RandomFixture.OneLayer([1], new Relu(), [1], [0.5], Loss.HalfSumOfSquares);
        Step delta = fixture.Layout.Delta(0);
        var low = new TensorSet(fixture.Layout);
        var high = new TensorSet(fixture.Layout);
        low.Set(delta, [-2]);
        high.Set(delta, [5]);
        var bounds = new KinkBounds(low, high);
        bool Contains(double value) => bounds.Contain(delta, 0, value * factor, factor, 0.25 * factor);
        Assert.That(
            new[] { -2.3, -2.25, -2, 5, 5.25, 5.3, double.NaN }.Select(Contains),
            Is.EqualTo(new[] { false, true, true, true, true, false, false }));
    }

    [TestCase(0.299999999, 0.5)]
    [TestCase(0.299, 0)]
    public void AcrossKinks_UnitThatRoundingMayTakeOver_IsAllowedTheWholeJump(double third, double jump)
    {
        // 0.1 + 0.2 − 0.299999999 = 1e-9 may be below 0 in float32, where δ = −0.5 becomes 0; 0.001 may not.
        Fixture fixture = RandomFixture.OneLayer([1, 1, -1], new Relu(), [0.1, 0.2, third], [0.5], Loss.HalfSumOfSquares);
        AllowedErrors allowed = Planted.Reference(fixture).AllowedAgainst(FloatFormat.Float32);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(allowed.AcrossKinks(fixture.Layout.Delta(0), 0), Is.EqualTo(jump).Within(1e-5).And.GreaterThan(jump));
            Assert.That(allowed.OwnSide[fixture.Layout.Delta(0)]![0], Is.GreaterThan(0).And.LessThan(1e-5));
        }
    }
}
