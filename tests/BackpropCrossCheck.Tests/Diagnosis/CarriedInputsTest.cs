using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Gradients with the inputs of another fixture: how exactly they must be those.</summary>
public sealed class CarriedInputsTest
{
    [TestCase(1, "state-carried-over")]
    [TestCase(1.001, "")]
    public async Task Findings_LargeInputsOfAnotherFixture_MayBeRoundedAsTheyAre(double factor, string cause)
    {
        // δ·12345.678 rounded to float32 is off by far more than what is allowed for the gradient with this fixture's own inputs of 1.
        ResultComparison comparison = await CarriedInputs.CompareAsync(
            factor, new CheckOptions { OraclesAreNamed = true, Format = FloatFormat.Float32 });
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }
}
