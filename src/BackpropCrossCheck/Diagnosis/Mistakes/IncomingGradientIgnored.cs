using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>δ is h'(a) alone.</summary>
internal sealed class IncomingGradientIgnored : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "incoming-gradient-ignored";

    /// <inheritdoc/>
    public override string Sentence => "δ is h'(a) alone: what comes back from the layers above is ignored";

    /// <inheritdoc/>
    public override string Advice => "δ is h'(a) times the sum that comes back through the weights.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "δ of the layer does not depend on the labels, and has one sign in all samples.";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.Delta;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer)
        => evidence.TakesDerivative(layer) && evidence.ActivationOf(layer) is ElementwiseActivation;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherDeltas(at, (state, layer) => [.. state.Required(Quantity.Derivative, layer)])];
}
