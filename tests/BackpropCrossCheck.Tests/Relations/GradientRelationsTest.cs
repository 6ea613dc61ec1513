using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;

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

    [TestCase(1e-3, 0.94, 0.99)]
    [TestCase(1e-4, 0.87, 0.97)]
    [TestCase(1e-5, 0.55, 0.9)]
    public void Compare_OneWeightGradientOfTensorFlowOff_IsSeenAndNamed(double defect, double leastSeen, double leastNamed)
    {
        int seen = 0;
        int named = 0;
        int all = 0;
        foreach ((Reference reference, IndependentResult entry) in GradientsOnly("random"))
        {
            foreach (Step step in reference.Fixture.Layout.Steps.Where(step => step.Quantity == Quantity.WeightGradient))
            {
                double[] given = entry.Numbers[step]!;
                for (int i = 0; i < given.Length; i++)
                {
                    if (given[i] != 0)
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
        Assert.That((double)seen / all, Is.AtLeast(leastSeen));
        Assert.That((double)named / seen, Is.AtLeast(leastNamed));
    }

    [Test]
    public void Compare_GradientsPrintedToEightDecimals_AgreeWithEachOther()
    {
        foreach ((Reference reference, IndependentResult entry) in GradientsOnly("random"))
        {
            TensorSet printed = Planted.Changed(entry.Numbers, (_, values) => Array.ConvertAll(values, value => Math.Round(value, 8)));
            ResultComparison comparison = ResultComparer.Compare(reference, entry with { Numbers = printed });
            Assert.That(
                comparison.Steps.Where(step => step.Verdict == StepVerdict.Wrong && step.Carried == 0 && !step.IsRecovered).Select(
                    step => comparison.Summaries.Single(tensor => tensor.Step == step.Step).Discrepancies),
                Has.All.Positive,
                $"{reference.Fixture.Name} by {entry.By}");
        }
    }

    [Test]
    public void Compare_TwoUnitsOfAReluLayerContradictEachOther_OneNumberAtEachIsNamed()
    {
        // Five samples, so that δ and z span everything, and only the sums into and out of a unit can tell.
        Fixture fixture = WithUncertainDeltas(TwoLayers.Of(new Relu(), samples: 5));
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32).Only(Quantity.WeightGradient, Quantity.BiasGradient);
        Step above = fixture.Layout.WeightGradient(1);
        int largest = Enumerable.Range(0, above.Length).MaxBy(i => Math.Abs(own.Numbers[above]![i]));
        double wrong = own.Numbers[above]![largest] + (0.9 * reference.AllowedAgainst(FloatFormat.Float32).OwnSide[above]![largest]);
        ResultComparison comparison = ResultComparer.Compare(reference, own.With(above, largest, wrong));
        Assert.That(ResultComparer.Compare(reference, own).Discrepancies, Is.Zero);
        Assert.That(comparison.Discrepancies, Is.EqualTo(1), "within what the engine's number alone allows");
        Assert.That(comparison.Origin!.From, Does.Contain($"unit {(largest % above.Columns) + 1} of layer 1"));
    }

    [Test]
    public void Compare_ManyGradientsOfALayerAreOff_TheLayerIsNotOfOnePiece()
    {
        Fixture fixture = WithUncertainDeltas(TwoLayers.Of(new Relu(), samples: 1, inputs: 5));
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64).Only(Quantity.WeightGradient);
        Step weights = fixture.Layout.WeightGradient(0);
        TensorSet allowed = reference.AllowedAgainst(FloatFormat.Float64).OwnSide;
        var random = new Random(1);
        TensorSet off = Planted.Changed(own.Numbers, (step, values) => step != weights ? values
            : [.. values.Select((value, i) => value + (((2 * random.NextDouble()) - 1) * allowed[step]![i]))]);
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = off });
        Assert.That(comparison.Origin?.From, Does.Contain("not of one piece"));
    }

    [Test]
    public void Compare_TwoWrongNumbersCannotBeToldApart_TheEnginesAloneDecide()
    {
        // One sample and two inputs: in a row of two, either number explains what is left.
        Fixture fixture = RandomFixture.OneLayer([1, 1], new Linear(), [1, 2], [2.5], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64).Only(Quantity.WeightGradient);
        Step weights = fixture.Layout.WeightGradient(0);
        ResultComparison comparison = ResultComparer.Compare(reference, own.With(weights, 0, 2).With(weights, 1, 3));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ResultComparer.Compare(reference, own).Steps.Single().Verdict, Is.EqualTo(StepVerdict.Follows));
            Assert.That(comparison.Discrepancies, Is.EqualTo(2));
            Assert.That(comparison.Steps.Single().Verdict, Is.EqualTo(StepVerdict.NoOperands));
        }
    }

    [TestCase(700, 600, true)]
    [TestCase(2100, 3, false)]
    public void Compare_LargeLayer_IsJudgedInPartOrNotAtAllAndSaysSo(int inputs, int units, bool isJudged)
    {
        var random = new Random(1);
        Fixture fixture = RandomFixture.OneLayer(
            RandomFixture.Numbers(random, inputs * units, 1.0 / inputs),
            new Linear(),
            RandomFixture.Numbers(random, inputs, 1),
            RandomFixture.Numbers(random, units, 1),
            Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        Step weights = fixture.Layout.WeightGradient(0);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32).Only(Quantity.WeightGradient);
        ResultComparison right = ResultComparer.Compare(reference, own);
        double within = 0.9 * reference.AllowedAgainst(FloatFormat.Float32).OwnSide[weights]![0];
        ResultComparison wrong = ResultComparer.Compare(reference, own.With(weights, 0, own.Numbers[weights]![0] + within));
        StepSummary step = right.Steps.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(right.Verdict, Is.EqualTo(Verdict.Pass));
            Assert.That(step.Rows, isJudged ? Is.Positive.And.LessThan(units) : Is.Zero);
            Assert.That(SampledText.Of(right), Does.StartWith("layer 1, ∂L/∂w: "));
            Assert.That(wrong.FirstWrong?.Index, isJudged ? Is.Zero : Is.Null);
            Assert.That(wrong.Steps.Single().Rows, isJudged ? Is.Null : Is.Zero, "once something is wrong, all rows are looked at");
        }
    }

    /// <summary>The same with labels near the outputs, so that rounding is a large part of y − t.</summary>
    private static Fixture WithUncertainDeltas(Fixture fixture)
    {
        double[] outputs = Planted.Calculate(fixture)[fixture.Layout.Output(1)]!;
        double[] labels = [.. outputs.Select((y, i) => y + (i % 2 == 0 ? 1e-4 : -2e-4))];
        return fixture with { Batch = new Batch(fixture.Batch.Samples, fixture.Batch.Inputs.ToArray(), labels) };
    }

    /// <summary>The float32 entries of a folder, with nothing but their gradients.</summary>
    private static IEnumerable<(Reference Reference, IndependentResult Entry)> GradientsOnly(string folder)
        => from fixture in RecordedFixtures.In(folder)
           let reference = Planted.Reference(fixture)
           from entry in fixture.Expected.Select(IndependentResult.Of)
           where entry.Format == FloatFormat.Float32 && entry.Numbers[fixture.Layout.WeightGradient(0)] is not null
           select (reference, entry.Only(Quantity.WeightGradient, Quantity.BiasGradient));
}
