using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The whole calculation of a fixture, equation by equation in the paper's notation and order, with the numbers filled
/// in.</summary>
internal static class WorkedTrace
{
    /// <summary>The document.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="options">How to calculate, and what to show.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static Document Of(Fixture fixture, TraceOptions options)
    {
        // The signs of the delta rule would have to turn those of the regularization as well, which no textbook does.
        bool isLeft = options.IsDeltaRule && !fixture.Regularization.IsNone;
        TraceOptions used = isLeft ? options with { Notation = default } : options;
        var context = new TraceContext(TracedCalculation.Of(fixture, fixture.Loss, used), Cut.For(fixture), HasBlanks: false);
        Block?[] blocks =
        [
            new Block.Paragraph($"{SizeOf(fixture)}, {ConventionText.Of(fixture.Loss)}. {Precision(options)}"),
            isLeft ? new Block.Paragraph("The loss has a regularization, so δ is ∂E/∂a here and not −∂E/∂a.") : null,
            context.Cut.Notice(fixture) is { } notice ? new Block.Paragraph(notice) : null,
            new Block.Drawing(NetworkOf.Drawing(context)),
            new Block.Heading(2, "Given"),
            .. GivenNumbers.Of(context),
            .. Sections(context),
            .. HandSection.Of(context),
        ];
        return new Document(fixture.Name, [.. blocks.OfType<Block>()]);
    }

    /// <summary>The sections of the calculation, including those after a training.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Sections(TraceContext context) => Lines(context).Concat(Updated(context));

    /// <summary>The sections up to the first step of a training.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Lines(TraceContext context)
    {
        yield return new Block.Heading(2, "Forward");
        foreach (Block block in ForwardSection.Of(context))
        {
            yield return block;
        }

        yield return new Block.Heading(2, "Loss");
        foreach (Block block in LossSection.Of(context))
        {
            yield return block;
        }

        yield return new Block.Heading(2, PaperExample.Is(context.State.Fixture) ? "δ backward, equation (7)" : "δ backward");
        foreach (Block block in DeltaSection.Of(context))
        {
            yield return block;
        }

        Training? training = context.Calculation.Has(Quantity.UpdatedWeights, 0) ? context.State.Fixture.Training : null;
        bool isOtherwise = context.State.Fixture.TrainsOtherwise;
        string step = training is { Steps: > 1 } ? Invariant($", step 1 of {training.Steps}") : string.Empty;
        if (context.IsDeltaRule && training is not null && !isOtherwise)
        {
            foreach (Block block in ByInputs(context))
            {
                yield return block;
            }

            yield return new Block.Heading(2, $"Updates Δw{step}");
            foreach (Block block in DeltaRuleSection.Of(context, training))
            {
                yield return block;
            }

            yield break;
        }

        yield return new Block.Heading(2, "Gradients");
        foreach (Block block in GradientSection.Of(context))
        {
            yield return block;
        }

        foreach (Block block in ByInputs(context))
        {
            yield return block;
        }

        if (training is not null && isOtherwise)
        {
            yield return new Block.Heading(2, "Update");
            yield return new Block.Paragraph(OtherUpdates(context.State.Fixture));
            foreach (Block block in SampleUpdates.AreWorkedOut(context.State.Fixture) ? SampleUpdates.Of(context) : [])
            {
                yield return block;
            }
        }
        else if (training is not null)
        {
            yield return new Block.Heading(2, $"Update{step}");
            foreach (Block block in UpdateSection.Of(context, training))
            {
                yield return block;
            }
        }
    }

    /// <summary>∂E/∂x, where somebody states it.</summary>
    private static IEnumerable<Block> ByInputs(TraceContext context) => !context.State.Fixture.HasOptional ? []
        : InputGradientSection.Of(context).Prepend(new Block.Heading(2, "Gradients by the inputs"));

    /// <summary>"The parameters are updated after every sample, …", without a full stop.</summary>
    public const string BySamples =
        "The parameters are updated after every sample, in the order of the rows, each time with the gradients of that sample alone "
            + "(N = 1)";

    /// <summary>What the updates are, and whether they are worked out here.</summary>
    private static string OtherUpdates(Fixture fixture)
    {
        string each = fixture.TrainsBySamples ? BySamples : "The parameters are updated with the whole batch";
        string rule = fixture.Training!.IsPlain ? string.Empty : $", by {fixture.Training.Rule.Name}";
        int passes = fixture.Training.Steps;
        string here = !SampleUpdates.AreWorkedOut(fixture)
            ? "These updates are not worked out here: the gradients above are those of the whole batch."
            : passes == 1 ? "The gradients above are those of the whole batch; below are the samples, one after the other."
            : "The gradients above are those of the whole batch; below are the samples of the first pass, one after the other. "
                + $"{(passes == 2 ? "The second pass is" : Invariant($"The other {passes - 1} passes are"))} calculated, and not shown.";
        return $"{each}{rule}. {here}";
    }

    /// <summary>"2-3-2, 1 sample".</summary>
    /// <param name="fixture">The fixture.</param>
    public static string SizeOf(Fixture fixture)
        => string.Join('-', fixture.Network.Layers.Select(layer => layer.Units).Prepend(fixture.Network.Inputs)) + ", "
            + Wording.Count(fixture.Batch.Samples, "sample");

    private static string Precision(TraceOptions options) => options.RoundedTo is { } decimals
        ? $"As by hand: every result is rounded to {ReportWords.Of(new NumberPrecision.Decimals(decimals))} before it is used further."
        : $"Calculated in float64. Results are shown with {ReportWords.Of(new NumberPrecision.Decimals(options.Decimals))} and used "
            + "unrounded, so a line that is worked out again from the numbers shown may differ in the last digits.";

    /// <summary>The forward pass with the parameters after the training; nothing without one.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Updated(TraceContext context)
    {
        if (context.State.Fixture.Training is not { } training)
        {
            yield break;
        }

        if (context.State[Quantity.UpdatedLoss, -1] is null)
        {
            yield return new Block.Paragraph("The training diverges: a parameter is not finite any more, so there is nothing after it.");
            yield break;
        }

        Fixture fixture = context.State.Fixture;
        bool isBySamples = SampleUpdates.AreWorkedOut(fixture);
        TraceContext after = context.Of(
            isBySamples ? SampleUpdates.After(context) : TracedCalculation.After(context.Calculation));
        yield return new Block.Heading(
            2,
            isBySamples && training.Steps == 1 ? "Forward with the parameters after the last sample"
            : isBySamples ? Invariant($"Forward with the parameters after pass {training.Steps}")
            : training.Steps == 1 && !fixture.TrainsOtherwise ? "Forward with the new parameters"
            : Invariant($"Forward with the parameters after step {training.Steps}"));
        if ((training.Steps > 1 || fixture.TrainsOtherwise) && !context.HasBlanks)
        {
            foreach (Block block in GivenNumbers.Of(after).Skip(1))
            {
                yield return block;
            }
        }

        foreach (Block block in ForwardSection.Of(after).Concat(LossSection.Of(after)))
        {
            yield return block;
        }
    }
}
