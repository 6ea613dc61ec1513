using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>h(h(a)) is put in for h(a).</summary>
internal sealed class ActivationAppliedToStoredOutput : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "activation-applied-to-stored-output";

    /// <inheritdoc/>
    public override string Sentence => "h(h(a)) of the layer before is put in for its output h(a) in δzᵀ";

    /// <inheritdoc/>
    public override string Advice => "Keep the output of a layer as it is until the backward pass has used it.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "The weight gradient of a layer differs, and the bias gradient is right.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["deeplearning4j/deeplearning4j#364", "pytorch/pytorch#1029"];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.WeightGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => layer > 0 && evidence.ActivationOf(layer - 1) is not Linear;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [OtherGradients.FromInputs(at, Twice)];

    private static double[] Twice(CalculationState state, int layer)
    {
        double[] z = state.Required(Quantity.Output, layer - 1);
        double[] twice = new double[z.Length];
        state.Network.Layers[layer - 1].Activation.Apply(z, twice, state.Network.Layers[layer - 1].Units);
        return twice;
    }
}
