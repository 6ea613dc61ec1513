using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The first pass of a training with an update after every sample: the calculation of each sample alone, with the parameters that
/// the samples before it have left.</summary>
internal static class SampleUpdates
{
    /// <summary>Whether the updates of a training are worked out one after the other.</summary>
    /// <param name="fixture">The fixture.</param>
    public static bool AreWorkedOut(Fixture fixture) => fixture is { TrainsBySamples: true, Training.IsPlain: true };

    /// <summary>The calculations of the first samples, in their order. They end early if a parameter is no longer finite.</summary>
    /// <param name="fixture">A fixture that updates its parameters after every sample, by gradient descent.</param>
    /// <param name="options">How to calculate, and what to show.</param>
    /// <param name="samples">How many samples, at least 1.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static IReadOnlyList<TracedCalculation> Calculations(Fixture fixture, TraceOptions options, int samples)
    {
        var calculations = new List<TracedCalculation>();
        for (int n = 0; n < samples; n++)
        {
            Batch sample = SampleOf(fixture.Batch, n);
            try
            {
                calculations.Add(n == 0
                    ? TracedCalculation.Of(Alone(fixture, sample), fixture.Loss, options)
                    : TracedCalculation.After(calculations[^1], before => Alone(fixture with { Network = before.Network }, sample)));
            }
            catch (UndefinedLossException fault)
            {
                throw new UndefinedLossException(fault.Term, n, fault.Output, fault.Value);
            }

            if (!calculations[^1].Has(Quantity.UpdatedWeights, 0))
            {
                break;
            }
        }

        return calculations;
    }

    /// <summary>The sections, one for each sample that is shown.</summary>
    /// <param name="context">The calculation of the whole batch.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        int samples = context.State.Samples;
        int n = 0;
        foreach (TracedCalculation present in Calculations(context.State.Fixture, context.Calculation.Options, context.Samples))
        {
            n++;
            yield return new Block.Heading(2, Invariant($"Update {n} of {samples}: sample {n} alone"));
            foreach (Block block in WorkedTrace.Lines(context.Of(present)))
            {
                yield return block is Block.Heading heading ? heading with { Level = heading.Level + 1 } : block;
            }
        }

        if (n == context.Samples && n < samples)
        {
            yield return new Block.Paragraph(Invariant($"The updates of the other {samples - n} samples are left out."));
        }
    }

    /// <summary>The calculation with the parameters after the training. If every update of the training is worked out, the parameters are
    /// those of the last.</summary>
    /// <param name="context">The calculation of the whole batch.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static TracedCalculation After(TraceContext context)
    {
        Fixture fixture = context.State.Fixture;
        if (fixture.Training is not { Steps: 1 } || context.Samples < context.State.Samples)
        {
            return TracedCalculation.After(context.Calculation);
        }

        TracedCalculation last = Calculations(fixture, context.Calculation.Options, context.Samples)[^1];
        return TracedCalculation.After(last, before => before with { Batch = fixture.Batch });
    }

    private static Fixture Alone(Fixture fixture, Batch sample) => fixture with
    {
        Batch = sample,
        Training = fixture.Training! with { Steps = 1, BySamples = false },
        Expected = [],
        HasOptional = false,
    };

    private static Batch SampleOf(Batch batch, int sample) => new(
        1,
        batch.Inputs.Slice(sample * batch.InputWidth, batch.InputWidth).ToArray(),
        batch.Labels.Slice(sample * batch.LabelWidth, batch.LabelWidth).ToArray());
}
