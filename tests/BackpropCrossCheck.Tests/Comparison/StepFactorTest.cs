using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>A whole gradient that is off by a small factor.</summary>
public sealed class StepFactorTest
{
    [TestCase(1e-4, 0.99)]
    [TestCase(1e-5, 0.95)]
    public void Compare_WholeWeightGradientOfTensorFlowOff_IsSeen(double defect, double least)
    {
        int seen = 0;
        int byNumbers = 0;
        int all = 0;
        foreach (Fixture fixture in RecordedFixtures.In("random"))
        {
            Reference reference = Planted.Reference(fixture);
            foreach (IndependentResult entry in fixture.Expected.Select(IndependentResult.Of)
                .Where(entry => entry.Format == FloatFormat.Float32 && entry.Numbers[fixture.Layout.Delta(0)] is not null))
            {
                foreach (Step step in fixture.Layout.Steps.Where(step => step.Quantity == Quantity.WeightGradient))
                {
                    TensorSet off = Planted.Changed(entry.Numbers, (at, values) => at != step ? values
                        : Array.ConvertAll(values, value => (double)(float)(value * (1 + defect))));
                    if (entry.Numbers[step]!.All(value => value == 0))
                    {
                        continue;
                    }

                    all++;
                    seen += ResultComparer.Compare(reference, entry with { Numbers = off }).Discrepancies > 0 ? 1 : 0;
                    TensorSet alone = Planted.Only(off, Quantity.WeightGradient);
                    byNumbers += ResultComparer.Compare(reference, entry with { Numbers = alone }).Discrepancies > 0 ? 1 : 0;
                }
            }
        }

        TestContext.Out.WriteLine($"{seen} of {all} gradients off by {defect} seen: {(double)seen / all:P1}; alone {byNumbers}");
        Assert.That((double)seen / all, Is.AtLeast(least));
    }

    [Test]
    public void Compare_GradientOfManyNumbersOffByLessThanEachMayBe_IsNamedWithItsFactor()
    {
        Fixture fixture = ThirtySamples(inputs: 20, units: 2);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        Step gradient = fixture.Layout.WeightGradient(0);
        TensorSet off = Planted.Changed(own.Numbers, (at, values) => at != gradient ? values
            : Array.ConvertAll(values, value => (double)(float)(value * (1 - 1e-5))));
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = off });
        Assert.That(comparison.Origin?.From, Does.Contain("all its numbers together are 0.9999"));
        Assert.That(ResultComparer.Compare(reference, own).Discrepancies, Is.Zero);
    }

    [Test]
    public void Compare_PreActivationsOffByAFactorWithinTheRoundingOfEach_Follow()
    {
        // Only gradients are judged as a whole.
        Fixture fixture = ThirtySamples(inputs: 20, units: 2);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32).Only(Quantity.PreActivation);
        TensorSet off = Planted.Changed(own.Numbers, (_, values) => Array.ConvertAll(values, value => (double)(float)(value * (1 - 1e-6))));
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = off });
        Assert.That(comparison.Steps.Single().Verdict, Is.EqualTo(StepVerdict.Follows));
        Assert.That(comparison.Discrepancies, Is.Zero);
    }

    [Test]
    public void Compare_OneNumberOfAGradientOffWithinItsRounding_IsNoFactor()
    {
        // One of four is off by as much as it may be. That moves the factor, but by a standard error only.
        Fixture fixture = ThirtySamples(inputs: 4, units: 1);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        Step gradient = fixture.Layout.WeightGradient(0);
        TensorComparison judged = ResultComparer.Judge(reference, own).Numbers.Tensors.Single(tensor => tensor.Step == gradient);
        double within = 0.9 * judged.StepAllowed!.Value[0];
        ResultComparison comparison = ResultComparer.Compare(reference, own.With(gradient, 0, own.Numbers[gradient]![0] + within));
        Assert.That(comparison.Discrepancies, Is.Zero);
    }

    /// <summary>A linear layer of random numbers.</summary>
    private static Fixture ThirtySamples(int inputs, int units) => RandomFixture.OneLayer(
        RandomFixture.Numbers(new Random(1), inputs * units, 1),
        new Linear(),
        RandomFixture.Numbers(new Random(2), 30 * inputs, 1),
        RandomFixture.Numbers(new Random(3), 30 * units, 1),
        Loss.HalfSumOfSquares,
        samples: 30);
}
