using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The rejecting twin of the survey: numbers that are wrong where a mistake makes them wrong, by nearly as much, and that no
/// calculation with the mistake gives.</summary>
public sealed class NearMistakeTest
{
    private const int Seed = 72000;
    private const int Networks = 6;

    private static IEnumerable<string> Causes => PlantedDraw.Causes.Except(PlantedDraw.CausesOfFormat)
        .Except(["rounded-intermediates", "truncated-intermediates", "printed-digits", "all-zero"]);

    [Test]
    public void Findings_NumbersNearAMistake_DoNotNameIt([ValueSource(nameof(Causes))] string cause)
    {
        int seen = 0;
        for (int seed = Seed; seed < Seed + Networks; seed++)
        {
            (Fixture fixture, Planting mistake) = new PlantedDraw(seed).Of(cause);
            TensorSet right = Simulation.Of(fixture, isSingle: false);
            TensorSet mistaken = Simulation.Of(fixture, isSingle: false, mistake);
            TensorSet near = Planted.Changed(mistaken, (step, values) => Near(right[step]!, values, new Random(seed + step.Index)));
            ResultComparison comparison = new Survey(NumberPrecision.Float64).Compare(fixture, _ => true, near);
            seen += comparison.Verdict == Verdict.Fail ? 1 : 0;
            Assert.That(
                comparison.Findings.Where(finding => mistake.IsFoundBy(finding, 1e-6)),
                Is.Empty,
                $"seed {seed}: {mistake}");
        }

        Assert.That(seen, Is.EqualTo(Networks));
    }

    /// <summary>Every difference is smaller or larger by 10 to 30 %, each by its own share.</summary>
    private static double[] Near(double[] right, double[] mistaken, Random random)
        => [.. right.Zip(mistaken, (x, y) => x + ((1 + ((random.Next(2) == 0 ? -1 : 1) * (0.1 + (0.2 * random.NextDouble())))) * (y - x)))];
}
