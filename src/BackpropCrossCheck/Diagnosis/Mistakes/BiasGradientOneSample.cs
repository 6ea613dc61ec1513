using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The bias gradient of one sample.</summary>
internal sealed class BiasGradientOneSample : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-gradient-one-sample";

    /// <inheritdoc/>
    public override string Sentence => "only one sample's δ makes the bias gradient";

    /// <inheritdoc/>
    public override string Advice => "Sum δ over the samples for the bias as for the weights.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "Every bias gradient is δ of one sample, and every weight gradient is right.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["mlpack#3679"];

    /// <inheritdoc/>
    public override string ArgumentWord => "sample";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => from set in LayerSet.Of(evidence, layer => evidence.ShapeOf(layer).HasBias)
           where evidence.Fixture.Batch.Samples > 1
           from sample in Enumerable.Range(0, evidence.Fixture.Batch.Samples)
           select new Suspicion
           {
               Mistake = this,
               Layer = set.Layer,
               Layers = set.Layers,
               Argument = new FindingArgument.Number(sample + 1),
               Steps = new OtherGradients(set.Has, null, (state, layer, _) => SampleGradients.OfBias(state, layer, sample)),
               First = (Quantity.BiasGradient, set.All[^1]),
           };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when{Place(suspicion, evidence)} only δ of sample "
            + $"{suspicion.Number} makes the bias gradient. {Advice}";
}
