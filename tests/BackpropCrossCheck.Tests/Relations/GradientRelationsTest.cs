using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Relations;

/// <summary>Entries that give gradients only.</summary>
public sealed class GradientRelationsTest
{
    [Test]
    public void Compare_GradientsOfTensorFlow_NoneContradictsTheOthers([Values("random", "systematic", "constant-weights")] string folder)
    {
        int judged = 0;
        int given = 0;
        foreach ((Reference reference, IndependentResult entry) in GradientsOnly(folder))
        {
            ResultComparison comparison = ResultComparer.Compare(reference, entry);
            Assert.That(comparison.Discrepancies, Is.Zero, $"{reference.Fixture.Name} by {entry.By}");
            judged += comparison.Steps.Sum(step => step.Judged);
            given += comparison.Steps.Where(step => step.Step.IsGradient).Sum(step => step.Numbers);
        }

        TestContext.Out.WriteLine($"{judged} of {given} numbers of {folder} are judged by the others");
        Assert.That(judged, Is.Positive);
    }

    [TestCase(1e-3, 0.94)]
    [TestCase(1e-4, 0.80)]
    [TestCase(1e-5, 0.50)]
    public void Compare_OneWeightGradientOfTensorFlowOff_IsSeenAndNamed(double defect, double least)
    {
        const int Every = 1;
        int seen = 0;
        int named = 0;
        int all = 0;
        int next = 0;
        foreach ((Reference reference, IndependentResult entry) in GradientsOnly("random"))
        {
            foreach (Step step in reference.Fixture.Layout.Steps.Where(step => step.Quantity == Quantity.WeightGradient))
            {
                double[] given = entry.Numbers[step]!;
                for (int i = 0; i < given.Length; i++)
                {
                    if (given[i] != 0 && next++ % Every == 0)
                    {
                        var off = entry.With(step, i, (float)(given[i] * (1 + defect)));
                        ResultComparison comparison = ResultComparer.Compare(reference, off);
                        all++;
                        seen += comparison.Discrepancies > 0 ? 1 : 0;
                        named += comparison.FirstWrong is { } first && first.Step == step && first.Index == i ? 1 : 0;
                    }
                }
            }
        }

        TestContext.Out.WriteLine($"{seen} of {all} defects of {defect} seen: {(double)seen / all:P2}; {named} named");
        Assert.That((double)seen / all, Is.AtLeast(least));
        Assert.That((double)named / seen, Is.AtLeast(0.95));
    }

    /// <summary>The float32 entries of a folder, with nothing but their gradients.</summary>
    private static IEnumerable<(Reference Reference, IndependentResult Entry)> GradientsOnly(string folder)
        => from fixture in
               (Environment.GetEnvironmentVariable("REFS") is { } r ? Directory.GetFiles(r, "*.json", SearchOption.AllDirectories)
               .Where(f => !f.Contains("findings")).Order().Select(FixtureReader.Read) : RecordedFixtures.In(folder))
           let reference = Planted.Reference(fixture)
           from entry in fixture.Expected.Select(IndependentResult.Of)
           where entry.Format == FloatFormat.Float32 && entry.Numbers[fixture.Layout.WeightGradient(0)] is not null
           select (reference, entry.Only(Quantity.WeightGradient, Quantity.BiasGradient));
}
