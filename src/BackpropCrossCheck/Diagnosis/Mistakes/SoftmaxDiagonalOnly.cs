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
    public override string Signs => "δ of the softmax layer does not add up to 0 over the units of a sample.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "deeplearning4j/libnd4j#440", "SebLague/Neural-Network-Experiments#5", "HomericIntelligence/Odyssey#2134",
    ];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.Delta;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer)
        => evidence.ActivationOf(layer) is Softmax;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new Diagonal(at)];

    private sealed class Diagonal(Func<int, bool> at) : CalculationSteps
    {
        public override double[] FusedDeltas(CalculationState state)
        {
            if (!at(state.Last))
            {
                return base.FusedDeltas(state);
            }

            // p(1 − p) times −c·t/p.
            double c = state.Loss.Scale(state.Samples, state.Network.Outputs);
            double[] t = state.Fixture.Batch.Labels.ToArray();
            return [.. state.Required(Quantity.Output, state.Last).Select((p, i) => -c * t[i] * (1 - p))];
        }

        public override double[] Deltas(CalculationState state, int layer)
        {
            double[] p = state.Required(Quantity.Output, layer);
            double[] s = state.Required(Quantity.OutputGradient, layer);
            return at(layer) ? [.. p.Select((x, i) => x * (1 - x) * s[i])] : base.Deltas(state, layer);
        }
    }
}
