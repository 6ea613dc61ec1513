using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The first pass of a training with an update after every sample: the calculation of each sample alone, with the parameters that
/// the samples before it have left.</summary>
internal static class SampleUpdates
{
    /// <summary>The sections, one for each sample that is shown.</summary>
    /// <param name="context">The calculation of the whole batch.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        Fixture fixture = context.State.Fixture;
        TracedCalculation? present = null;
        for (int n = 0; n < context.Samples; n++)
        {
            Batch sample = SampleOf(fixture.Batch, n);
            present = present is null
                ? TracedCalculation.Of(Alone(fixture, sample), fixture.Loss, context.Calculation.Options)
                : TracedCalculation.After(present, before => Alone(fixture with { Network = before.Network }, sample));
            yield return new Block.Heading(2, Invariant($"Update {n + 1} of {fixture.Batch.Samples}: sample {n + 1} alone"));
            foreach (Block block in WorkedTrace.Lines(context with { Calculation = present }))
            {
                yield return block is Block.Heading heading ? heading with { Level = heading.Level + 1 } : block;
            }

            if (!present.Has(Quantity.UpdatedWeights, 0))
            {
                yield break;
            }
        }

        if (context.Samples < fixture.Batch.Samples)
        {
            yield return new Block.Paragraph(
                Invariant($"The updates of the other {fixture.Batch.Samples - context.Samples} samples are left out."));
        }
    }

    private static Fixture Alone(Fixture fixture, Batch sample) => fixture with
    {
        Batch = sample,
        Training = fixture.Training! with { Steps = 1, BySamples = false },
        Expected = [],
    };

    private static Batch SampleOf(Batch batch, int sample) => new(
        1,
        batch.Inputs.Slice(sample * batch.InputWidth, batch.InputWidth).ToArray(),
        batch.Labels.Slice(sample * batch.LabelWidth, batch.LabelWidth).ToArray());
}
