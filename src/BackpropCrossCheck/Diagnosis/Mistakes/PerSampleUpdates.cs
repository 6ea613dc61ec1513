using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Online training where the whole batch is meant.</summary>
internal sealed class PerSampleUpdates : OtherTraining
{
    /// <inheritdoc/>
    public override string Cause => "per-sample-updates";

    /// <inheritdoc/>
    public override string Sentence => "the parameters are updated after every sample, and not once for the whole batch";

    /// <inheritdoc/>
    public override string Advice => "Add up the gradients of all samples with the old parameters, and update once.";

    /// <inheritdoc/>
    public override string Signs => "The first step already differs, the more the larger η is; with one sample nothing does.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["keras-team/keras#5018"];

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        bool isShare = ((EachSample)suspicion.Steps).IsShare;
        return "These numbers come out when the parameters are updated after every sample, in the order of the rows, each time with "
            + $"{(isShare ? "that sample's share of the loss" : "the loss of that sample alone")}. {Advice}";
    }

    /// <inheritdoc/>
    protected override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence, Training training)
    {
        if (evidence.Fixture.Batch.Samples > 1 && !training.BySamples)
        {
            yield return With(new EachSample(isShare: false));
            if (Share(evidence.Fixture) != 1)
            {
                yield return With(new EachSample(isShare: true));
            }
        }
    }

    /// <summary>What a sample's own loss is multiplied by in the loss of the batch.</summary>
    private static double Share(Fixture fixture)
        => fixture.Loss.Scale(fixture.Batch.Samples, fixture.Network.Outputs) / fixture.Loss.Scale(1, fixture.Network.Outputs);

    /// <param name="isShare">Whether the loss of a sample is its share of the batch's loss, or its own with N = 1.</param>
    private sealed class EachSample(bool isShare) : CalculationSteps
    {
        public bool IsShare => isShare;

        public override Network TrainedOtherwise(CalculationState state, Training training, ResultForm between)
        {
            Fixture fixture = state.Fixture;
            Optimizer optimizer = isShare ? training.Optimizer.ForGradientsTimes(Share(fixture)) : training.Optimizer;
            var descent = new SampleBySampleTraining(
                state.Network, fixture.Batch, fixture.Loss, optimizer, training.Biases, regularization: fixture.Regularization);
            for (int step = 0; step < training.Steps; step++)
            {
                descent.Step();
            }

            return descent.Network;
        }
    }
}
