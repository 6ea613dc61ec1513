using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Mistakes in a program that calculates in float32 and says that it is float64.</summary>
public sealed class MistakeInSingleTest
{
    private const int Seed = 73000;
    private const int Networks = 8;

    [TestCase("missing-activation-derivative")]
    [TestCase("transposed-gradient")]
    [TestCase("bias-gradient-zero")]
    [TestCase("sign-flipped")]
    public void Findings_MistakeInFloat32StatedAsFloat64_NameBoth(string cause)
    {
        for (int seed = Seed; seed < Seed + Networks; seed++)
        {
            ResultComparison comparison = Compared(cause, seed, isSingle: true);
            Assert.That(
                comparison.Findings.Select(finding => finding.Cause), Is.EqualTo((string[])[cause, "single-precision"]), $"seed {seed}");
        }
    }

    [TestCase("missing-activation-derivative")]
    [TestCase("sign-flipped")]
    public void Findings_MistakeInFloat64_NameItAlone(string cause)
    {
        for (int seed = Seed; seed < Seed + Networks; seed++)
        {
            ResultComparison comparison = Compared(cause, seed, isSingle: false);
            Assert.That(comparison.Findings.Select(finding => finding.Cause), Is.EqualTo((string[])[cause]), $"seed {seed}");
        }
    }

    private static ResultComparison Compared(string cause, int seed, bool isSingle)
    {
        (Fixture fixture, Planting mistake) = new PlantedDraw(seed).Of(cause);
        return new Survey(NumberPrecision.Float64).Compare(fixture, _ => true, Simulation.Of(fixture, isSingle, mistake));
    }
}
