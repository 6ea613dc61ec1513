using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The mean is taken instead of the sum.</summary>
internal sealed class BiasGradientAveraged : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-gradient-averaged";

    /// <inheritdoc/>
    public override string Sentence => "the bias gradient is the mean of δ over the samples, not the sum";

    /// <inheritdoc/>
    public override string Advice => "Sum δ over the samples, as for the weights: the loss's own mean is in δ already.";

    /// <inheritdoc/>
    public override string Signs => "Every bias gradient is ours divided by N, and every weight gradient is right.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["kvfrans/notes#5", "deeplearning4j/deeplearning4j#366"];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.BiasGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer)
        => evidence.ShapeOf(layer).HasBias && evidence.Fixture.Batch.Samples > 1;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherGradients(at, null, (state, _, right) => Array.ConvertAll(right, x => x / state.Samples))];
}
