using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Only the diagonal of the softmax matrix is used.</summary>
internal sealed class SoftmaxDiagonalOnly : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "softmax-diagonal-only";

    /// <inheritdoc/>
    public override string Sentence => "only the diagonal p(1 − p) of softmax's derivative is used";

    /// <inheritdoc/>
    public override string Advice => "Every output of softmax depends on every pre-activation: δ_k = p_k·(s_k − Σ_j p_j s_j).";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.Delta;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer)
        => evidence.TakesDerivative(layer) && evidence.ActivationOf(layer) is Softmax;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherDeltas(at, Deltas)];

    private static double[] Deltas(CalculationState state, int layer)
    {
        double[] p = state.Required(Quantity.Output, layer);
        double[] s = state.Required(Quantity.OutputGradient, layer);
        return [.. p.Select((x, i) => x * (1 - x) * s[i])];
    }
}
