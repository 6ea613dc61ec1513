using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The gradient uses a instead of z.</summary>
internal sealed class PreActivationAsInput : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "preactivation-as-input";

    /// <inheritdoc/>
    public override string Sentence => "a of the layer before is put in for its output z in δzᵀ";

    /// <inheritdoc/>
    public override string Advice => "The input of a layer is the output h(a) of the one before.";

    /// <inheritdoc/>
    public override string Signs => "The weight gradient of a layer differs, and the bias gradient is right.";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.WeightGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => layer > 0 && evidence.ActivationOf(layer - 1) is not Linear;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [OtherGradients.FromInputs(at, (state, layer) => state.Required(Quantity.PreActivation, layer - 1))];
}
