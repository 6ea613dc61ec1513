using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Conventions;

/// <summary>The numbers that few entries state: ∂L/∂z, h'(a), ∂L/∂x and Δw.</summary>
public sealed class OptionalNumbersTest
{
    private const int Fixtures = 60;

    private static IEnumerable<Fixture> Drawn => Enumerable.Range(0, Fixtures).Select(
        seed => RandomFixture.Create(seed, trains: seed % 2 == 0) is var fixture && fixture.Training is { } training
            ? fixture with { HasOptional = true, Training = training with { BySamples = seed % 4 == 0 } }
            : fixture with { HasOptional = true });

    [Test]
    public void Engine_DerivativeTimesOutputGradient_IsDelta()
    {
        foreach (Fixture fixture in Drawn)
        {
            TensorSet numbers = Planted.Calculate(fixture);
            for (int l = 0; l < fixture.Network.Layers.Count; l++)
            {
                if (numbers[Quantity.Derivative, l] is { } derivatives)
                {
                    double[] product = [.. derivatives.Zip(numbers[Quantity.OutputGradient, l]!, (h, s) => h * s)];
                    Assert.That(product, Is.EqualTo(numbers[Quantity.Delta, l]).Within(1e-9), $"{fixture.Name}, layer {l + 1}");
                }
            }
        }
    }

    [Test]
    public void Engine_InputGradient_IsTheSlopeOfTheLoss()
    {
        const double Step = 1e-6;
        foreach (Fixture fixture in Drawn)
        {
            double[] gradients = Planted.Calculate(fixture)[Quantity.InputGradient, -1]!;
            for (int i = 0; i < gradients.Length; i++)
            {
                double slope = (LossWith(fixture, i, Step) - LossWith(fixture, i, -Step)) / (2 * Step);
                Assert.That(gradients[i], Is.EqualTo(slope).Within(1e-4 * Math.Max(1, Math.Abs(slope))), $"{fixture.Name}, {i}");
            }
        }
    }

    [Test]
    public void Engine_Updates_AreWhatTheFirstStepAdds()
    {
        foreach (Fixture fixture in Drawn.Where(fixture => fixture.Training is not null))
        {
            TensorSet updates = Planted.Calculate(fixture);
            TensorSet after = Planted.Calculate(fixture with { Training = fixture.Training! with { Steps = 1 } });
            for (int l = 0; l < fixture.Network.Layers.Count; l++)
            {
                double[] sum = [.. fixture.Network.Layers[l].Weights.ToArray().Zip(updates[Quantity.WeightUpdate, l]!, (w, d) => w + d)];
                Assert.That(sum, Is.EqualTo(after[Quantity.UpdatedWeights, l]).Within(1e-15), $"{fixture.Name}, layer {l + 1}");
            }
        }
    }

    [TestCase(FloatFormat.Float32)]
    [TestCase(FloatFormat.Float64)]
    public void Compare_OwnNumbersInAFormat_AgreeAndFollow(FloatFormat format)
    {
        foreach (Fixture fixture in Drawn)
        {
            Reference reference = Planted.Reference(fixture);
            ResultComparison comparison = ResultComparer.Compare(reference, Planted.Own(reference, format));
            Assert.That(comparison.Discrepancies, Is.Zero, fixture.Name);
            Assert.That(comparison.Steps.Select(step => step.Wrong), Has.All.Zero, fixture.Name);
        }
    }

    [Test]
    public void Compare_OneNumberOnePercentOff_DiffersThere()
    {
        foreach (Fixture fixture in Drawn.Take(24))
        {
            Reference reference = Planted.Reference(fixture);
            IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
            foreach (Step step in fixture.Layout.Steps.Where(step => step.Quantity.IsOptional && own.Numbers[step] is not null))
            {
                double[] values = own.Numbers[step]!;
                int largest = Array.IndexOf(values, values.MaxBy(Math.Abs));
                if (Math.Abs(values[largest]) < 1e-3)
                {
                    continue;
                }

                ResultComparison comparison = ResultComparer.Compare(reference, own.With(step, largest, values[largest] * 1.01));
                Assert.That(
                    comparison.AllNumbers().Where(number => number.Verdict == NumberVerdict.Differs)
                        .Select(number => (number.Step, number.Index)),
                    Does.Contain((step, largest)),
                    $"{fixture.Name}: {step}");
                IndependentResult alone = own.With(step, largest, values[largest] * 1.01).Only(step.Quantity);
                Assert.That(ResultComparer.Compare(reference, alone).Findings, Has.None.Property("Explains").GreaterThan(1), "is traced");
                Assert.That(comparison.Findings, Has.None.Property("Explains").GreaterThan(1), "is traced");
            }
        }
    }

    private static double LossWith(Fixture fixture, int index, double step)
    {
        double[] inputs = fixture.Batch.Inputs.ToArray();
        inputs[index] += step;
        var batch = new Batch(fixture.Batch.Samples, inputs, fixture.Batch.Labels.ToArray());
        return Planted.Calculate(fixture with { Batch = batch, Training = null, HasOptional = false })[Quantity.Loss, -1]![0];
    }
}
