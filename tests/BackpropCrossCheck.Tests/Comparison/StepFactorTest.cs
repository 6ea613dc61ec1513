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
        Fixture fixture = RandomFixture.OneLayer(
            RandomFixture.Numbers(new Random(1), 40, 1),
            new Linear(),
            RandomFixture.Numbers(new Random(2), 600, 1),
            RandomFixture.Numbers(new Random(3), 60, 1),
            Loss.HalfSumOfSquares,
            samples: 30);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        Step gradient = fixture.Layout.WeightGradient(0);
        TensorSet off = Planted.Changed(own.Numbers, (at, values) => at != gradient ? values
            : Array.ConvertAll(values, value => (double)(float)(value * (1 - 1e-5))));
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = off });
        Assert.That(comparison.Origin?.From, Does.Contain("all its numbers together are 0.9999"));
        Assert.That(ResultComparer.Compare(reference, own).Discrepancies, Is.Zero);
    }
}
