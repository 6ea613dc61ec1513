using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>How small a defect in one weight gradient of TensorFlow's recordings is seen, number by number.</summary>
public sealed class StepDetectionTest
{
    [TestCase(1e-3, 0.993)]
    [TestCase(1e-4, 0.95)]
    [TestCase(1e-5, 0.70)]
    public void Compare_OneWeightGradientOff_IsSeenByItsStep(double defect, double least)
    {
        int seen = 0;
        int all = 0;
        foreach (Fixture fixture in RecordedFixtures.In("random"))
        {
            Reference reference = Planted.Reference(fixture);
            foreach (IndependentResult entry in fixture.Expected.Select(IndependentResult.Of)
                .Where(entry => entry.Format == FloatFormat.Float32 && entry.Numbers[fixture.Layout.Delta(0)] is not null))
            {
                // A defect in a gradient changes neither what follows nor what is allowed: no other number is worked out of it.
                Lazy<PrintedError> printed = PrintedDigits.Of(entry, FloatFormat.Float32);
                var steps = StepRule.Judge(reference, entry, FloatFormat.Float32, KinkDerivative.TensorFlow, printed).Values
                    .Where(step => step.Step.Quantity == Quantity.WeightGradient);
                foreach (StepJudgement step in steps)
                {
                    double[] given = entry.Numbers[step.Step]!;
                    int[] planted = [.. Enumerable.Range(0, given.Length).Where(i => given[i] != 0)];
                    all += planted.Length;
                    seen += planted.Count(
                        i => Math.Abs((float)(given[i] * (1 + defect)) - step.Expected[i]) > step.Allowed[i]);
                }
            }
        }

        TestContext.Out.WriteLine($"{seen} of {all} defects of {defect}: {(double)seen / all:P2}");
        Assert.That((double)seen / all, Is.AtLeast(least));
    }
}
