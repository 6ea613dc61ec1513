using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The network's input is put in for the layer's.</summary>
internal sealed class NetworkInputAsInput : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "network-input-as-input";

    /// <inheritdoc/>
    public override string Sentence => "the network's input x is put in for the layer's input z in δzᵀ";

    /// <inheritdoc/>
    public override string Advice => "The input of a layer is the output of the one before.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "The weight gradient of a layer differs, and the bias gradient is right.";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.WeightGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer)
        => layer > 0 && evidence.ShapeOf(layer).Inputs == evidence.ShapeOf(0).Inputs;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [OtherGradients.FromInputs(at, (state, _) => state.Fixture.Batch.Inputs.ToArray())];
}
