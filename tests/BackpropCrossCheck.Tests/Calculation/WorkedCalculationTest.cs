using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Calculation;

/// <summary>Compares the steps of the worked calculation with the engine.</summary>
public sealed class WorkedCalculationTest
{
    private static IEnumerable<string> Files => FixtureFiles.Expand([RecordedFixtures.Folder]).Files;

    [Test]
    public void Of_EveryFixture_HasTheEnginesBits()
    {
        foreach (string file in Files)
        {
            Fixture fixture = FixtureReader.Read(file);
            TensorSet engine = new BackpropagationEngine().Calculate(fixture);
            TensorSet worked = WorkedCalculation.Of(fixture, fixture.Loss, CalculationSteps.Correct, ResultForm.Exact).Numbers;
            foreach (
                Step step in fixture.Layout.Steps.Where(step => engine[step] is { } values && Array.TrueForAll(values, double.IsFinite)))
            {
                Assert.That(worked[step], Is.EqualTo(engine[step]), $"{file}: {step}");
            }
        }
    }

    [Test]
    public void Of_OneStepDoneInAnotherWay_ChangesThatStepAlone()
    {
        Fixture fixture = RandomFixture.Create(5);
        TensorSet correct = WorkedCalculation.Of(fixture, fixture.Loss, CalculationSteps.Correct, ResultForm.Exact).Numbers;
        TensorSet mistaken = WorkedCalculation.Of(fixture, fixture.Loss, new DoubledWeightGradients(), ResultForm.Exact).Numbers;
        foreach (Step step in fixture.Layout.Steps.Where(step => correct[step] is not null))
        {
            bool touched = step.Quantity == Quantity.WeightGradient;
            Assert.That(mistaken[step]!.SequenceEqual(correct[step]!), Is.EqualTo(!touched), step.ToString());
        }
    }

    private sealed class DoubledWeightGradients : CalculationSteps
    {
        public override double[] WeightGradient(CalculationState state, int layer)
            => Array.ConvertAll(base.WeightGradient(state, layer), x => 2 * x);
    }
}
