using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Trainings of real programs that end further from the engine's than random signs show: roundings that are the same in every
/// step, errors that a whole row shares, optimizers that jump, and chaos.</summary>
public sealed class TrainingTailTest
{
    private const string Chaos = "chaos-of-l1";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "TrainedLong");

    private static IEnumerable<string> Recordings => Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension)!;

    [TestCaseSource(nameof(Recordings))]
    public void Compare_RecordingOfARealProgram_NothingDiffers(string name)
    {
        ResultComparison comparison = Compare(Recorded(name), numbers => numbers);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Discrepancies, Is.Zero);
            Assert.That(comparison.AllNumbers().Count(), Is.GreaterThan(500));
        }
    }

    /// <summary>A training whose learning rate is a tenth larger. In chaos nothing can be told, and that is no pass.</summary>
    [TestCaseSource(nameof(Recordings))]
    public void Compare_AnotherLearningRate_IsNoPass(string name)
    {
        Fixture fixture = Recorded(name);
        Training wrong = fixture.Training! with { LearningRate = 1.1 * fixture.Training.LearningRate };
        TensorSet trained = Planted.Calculate(fixture with { Training = wrong });
        ResultComparison comparison = Compare(
            fixture, numbers => Planted.Changed(numbers, (step, values) => step.IsAfterTraining ? trained[step] : values));
        Assert.That(comparison.Verdict, Is.EqualTo(name == Chaos ? Verdict.Inconclusive : Verdict.Fail));
    }

    private static ResultComparison Compare(Fixture fixture, Func<TensorSet, TensorSet> change)
    {
        var result = IndependentResult.Of(fixture.Expected.Single());
        return ResultComparer.Compare(Planted.Reference(fixture), result with { Numbers = change(result.Numbers) });
    }

    private static Fixture Recorded(string name) => FixtureReader.Read(Path.Combine(Folder, $"{name}.json"));
}
