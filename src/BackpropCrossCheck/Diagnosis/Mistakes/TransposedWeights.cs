using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>W is used instead of Wᵀ.</summary>
internal sealed class TransposedWeights : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "transposed-weights";

    /// <inheritdoc/>
    public override string Sentence => "δ is propagated with W for Wᵀ";

    /// <inheritdoc/>
    public override string Advice => "The sum that comes back goes over the units above: s_m = Σ_k w_km δ_k.";

    /// <inheritdoc/>
    public override string Signs => "δ of the layer below a square layer differs, while everything in the layer itself is right.";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.OutputGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => layer > 0 && evidence.IsSquare(layer);

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new Propagation(at)];

    /// <inheritdoc/>
    protected override int FirstChanged(int layer) => layer - 1;

    private sealed class Propagation(Func<int, bool> at) : CalculationSteps
    {
        public override double[] OutputGradients(CalculationState state, int layer)
        {
            if (layer == state.Last || !at(layer + 1))
            {
                return base.OutputGradients(state, layer);
            }

            Layer above = state.Network.Layers[layer + 1];
            double[] s = new double[state.Samples * above.Inputs];
            MatrixProduct.Default.TimesTransposed(state.Required(Quantity.Delta, layer + 1), above.Weights, s, above.Units);
            return s;
        }
    }
}
