using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>For every cause: the mistake made in random networks is named, and numbers that only come near it are not named as that
/// mistake.</summary>
public sealed class NearMistakeTest
{
    private const int Seed = 76000;
    private const int Networks = 3;

    /// <summary>How much of the mistake is in the near numbers: right + 0.7·(mistaken − right).</summary>
    private const double Share = 0.7;

    private static IEnumerable<string> Causes => PlantedDraw.Causes;

    /// <summary>What lies in the format of the numbers shows in their digits, and not in how far they are off. A sample that is left out
    /// in part is still a sample that is left out.</summary>
    private static IEnumerable<string> CausesOfSteps => PlantedDraw.Causes.Except(PlantedDraw.CausesOfFormat).Except(["sample-left-out"]);

    [Test]
    public void Findings_MistakeThatIsMade_IsNamed([ValueSource(nameof(Causes))] string cause)
    {
        SurveyRow row = new Survey(NumberPrecision.Float32).Run(cause, Networks, Seed, _ => true);
        Assert.That((row.Seen, row.Wrong), Is.EqualTo((Networks, 0)), string.Join('\n', row.Faults));
        Assert.That(row.Exact + row.Equal, Is.AtLeast(Networks - 1), string.Join('\n', row.Faults));
    }

    [Test]
    public void Findings_NumbersNearAMistake_AreNotNamedAsIt([ValueSource(nameof(CausesOfSteps))] string cause)
    {
        var survey = new Survey(NumberPrecision.Float32);
        for (int seed = Seed; seed < Seed + Networks; seed++)
        {
            (Fixture fixture, Planting mistake) = new PlantedDraw(seed).Of(cause);
            TensorSet right = Simulation.Of(fixture, isSingle: true);
            TensorSet mistaken = Simulation.Of(fixture, isSingle: true, mistake);
            TensorSet near = Planted.Changed(right, (step, values)
                => [.. values.Zip(mistaken[step]!, (x, y) => (double)(float)(x + (Share * (y - x))))]);
            ResultComparison comparison = survey.Compare(fixture, _ => true, near);
            Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail), $"seed {seed}: {mistake}");
            Assert.That(
                comparison.Findings.Where(finding => mistake.IsFoundBy(finding, 1e-3)), Is.Empty, $"seed {seed}: {mistake}");
        }
    }
}
