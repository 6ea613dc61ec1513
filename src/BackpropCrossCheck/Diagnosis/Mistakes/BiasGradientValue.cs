using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The bias itself.</summary>
internal sealed class BiasGradientValue : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-gradient-value";

    /// <inheritdoc/>
    public override string Sentence => "the bias itself is given for its gradient";

    /// <inheritdoc/>
    public override string Advice => "Give ∂L/∂b, the sum of δ over the samples.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "The bias gradients are the biases.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["apache/systemds#2330"];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.BiasGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.ShapeOf(layer).HasBias;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherGradients(at, null, (state, layer, _) => state.Network.Layers[layer].CopyBias()!) { OfWhole = true }];
}
