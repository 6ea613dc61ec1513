using System.Collections.Concurrent;
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

    // What the two tests have in common, and what costs most: the engine's training, and how far its numbers may be off.
    private static readonly ConcurrentDictionary<string, Reference> References = new();

    private static IEnumerable<string> Recordings => Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension)!;

    [TestCaseSource(nameof(Recordings))]
    public void Compare_RecordingOfARealProgram_NothingDiffers(string name)
    {
        ResultComparison comparison = Compare(name, numbers => numbers);
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
        Fixture fixture = Recorded(name).Fixture;
        Training wrong = fixture.Training! with { LearningRate = 1.1 * fixture.Training.LearningRate };
        TensorSet trained = Planted.Calculate(fixture with { Training = wrong });
        ResultComparison comparison = Compare(
            name, numbers => Planted.Changed(numbers, (step, values) => step.IsAfterTraining ? trained[step] : values));
        Assert.That(comparison.Verdict, Is.EqualTo(name == Chaos ? Verdict.Inconclusive : Verdict.Fail));
    }

    private static ResultComparison Compare(string name, Func<TensorSet, TensorSet> change)
    {
        Reference reference = Recorded(name);
        var result = IndependentResult.Of(reference.Fixture.Expected.Single());
        return ResultComparer.Compare(reference, result with { Numbers = change(result.Numbers) });
    }

    private static Reference Recorded(string name)
        => References.GetOrAdd(name, of => Planted.Reference(FixtureReader.Read(Path.Combine(Folder, $"{of}.json"))));
}
