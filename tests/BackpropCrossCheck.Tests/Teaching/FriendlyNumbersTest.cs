using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>New numbers in the same network.</summary>
public sealed class FriendlyNumbersTest
{
    /// <summary>The same on every machine: the numbers are recorded.</summary>
    [Test]
    public void Exercise_OfASeed_IsTheGoldenOne()
        => GoldenFile.AssertMatches(
            FixtureWriter.Of(FriendlyNumbers.Of(WorkedExample.TwoSamples, 1, 2)!), "Teaching/two-samples-seed-1.json.txt");

    [Test]
    public void Exercise_OfAnySeed_IsFriendly([Range(0, 24)] int seed)
    {
        foreach (Fixture fixture in (Fixture[])[RecordedFixtures.Paper, WorkedExample.TwoSamples])
        {
            Fixture exercise = FriendlyNumbers.Of(fixture, (ulong)seed, 2)!;

            Assert.That(exercise.Layout.Layers, Is.EqualTo(fixture.Layout.Layers), "the same shape");
            Assert.That(
                exercise.Network.Layers.Select(layer => layer.Activation),
                Is.EqualTo(fixture.Network.Layers.Select(layer => layer.Activation)));
            Assert.That(
                Numbers(exercise), Has.All.Matches<double>(number => number != 0 && DecimalRounding.IsExact(number, 1)), "few digits");
            foreach (int? rounded in (int?[])[null, 2])
            {
                CalculationState state = TracedCalculation.Of(exercise, exercise.Loss, new TraceOptions(2, rounded)).State;
                for (int l = 0; l <= state.Last; l++)
                {
                    Assert.That(
                        state.Required(Quantity.WeightGradient, l).Select(gradient => DecimalRounding.Round(gradient, 2)), Has.None.Zero);
                }
            }
        }
    }

    [Test]
    public void Exercise_OfOtherSeeds_HasOtherNumbers()
        => Assert.That(
            Enumerable.Range(0, 20)
                .Select(
                    seed => FixtureWriter.Of(
                        FriendlyNumbers.Of(RecordedFixtures.Paper, (ulong)seed, 2)! with { Name = "same", Source = null })),
            Is.Unique);

    /// <summary>The rejecting twin: the paper's own numbers are not friendly, since a gradient rounds to 0.</summary>
    [Test]
    public void Friendliness_OfThePaper_DoesNotHold()
    {
        Assert.That(Friendliness.Holds(RecordedFixtures.Paper, 2), Is.False);
        Assert.That(Friendliness.Holds(FriendlyNumbers.Of(RecordedFixtures.Paper, 3, 2)!, 2), Is.True);
    }

    [Test]
    public void Exercise_OfALargeNetwork_IsNone()
    {
        var random = new Random(2);
        var layer = new Engine.Layer(40, 10, [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())], null, new Linear());
        Fixture large = RecordedFixtures.Paper with
        {
            Network = new Engine.Network([layer]),
            Batch = new Engine.Batch(1, new double[40], new double[10]),
            Expected = [],
        };

        Assert.That(FriendlyNumbers.Of(large, 1, 2), Is.Null);
    }

    private static IEnumerable<double> Numbers(Fixture fixture)
        => fixture.Network.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Bias.ToArray()))
            .Concat(fixture.Batch.Inputs.ToArray());
}
