using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Gradients with the inputs of another fixture, in another convention.</summary>
public sealed class CarriedInputsTest
{
    [TestCase(false, "state-carried-over")]
    [TestCase(true, "")]
    public async Task Check_StatedInAnotherConvention_NumbersOfThatOneAreNotHeldAgainstTheFixtures(bool isStated, string cause)
    {
        // Stated in the sum, these numbers are δ·z of the half sum with the other fixture's z: that they are alike is chance.
        var sum = new Loss(new SquaredError(), Reduction.Sum);
        ResultComparison comparison = await CarriedInputs.CompareAsync(
            isStated ? 0.5 : 1, new CheckOptions { OraclesAreNamed = true, Stated = isStated ? sum : null });
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }
}
