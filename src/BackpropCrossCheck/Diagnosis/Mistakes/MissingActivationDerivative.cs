using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>δ = s: the activation's derivative is missing.</summary>
internal sealed class MissingActivationDerivative : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "missing-activation-derivative";

    /// <inheritdoc/>
    public override string Sentence => "h'(a) is left out of δ";

    /// <inheritdoc/>
    public override string Advice => "δ is h'(a) times the sum that comes back through the weights.";

    /// <inheritdoc/>
    public override string Signs
        => "δ of the layer is the sum that comes back, Σ w δ, without h'(a). For sigmoid it is at least four times too "
            + "large.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "jiexunsee/Neural-Network-with-Python#1", "parasdahal/tinyml#1", "mattm/simple-neural-network#8",
        "pytorch/pytorch#31938", "BVLC/caffe#2413", "chainer/chainer#5898", "iamtrask/Grokking-Deep-Learning#56",
    ];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.Delta;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.TakesDerivative(layer);

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherDeltas(at, (state, layer) => [.. state.Required(Quantity.OutputGradient, layer)])];
}
