using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The weights are left out of δ.</summary>
internal sealed class WeightsIgnored : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "weights-ignored";

    /// <inheritdoc/>
    public override string Sentence => "the weights are left out of what comes back: the δ above are added up as they are";

    /// <inheritdoc/>
    public override string Advice => "What comes back to unit m is Σ_k w_km δ_k.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "δ of the layer is the same for all its units, but for h'(a).";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.OutputGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => layer < evidence.Layers - 1;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new Unweighted(at)];

    private sealed class Unweighted(Func<int, bool> at) : CalculationSteps
    {
        public override double[] OutputGradients(CalculationState state, int layer)
        {
            if (layer == state.Last || !at(layer))
            {
                return base.OutputGradients(state, layer);
            }

            int above = state.Network.Layers[layer + 1].Units;
            int units = state.Network.Layers[layer].Units;
            double[] delta = state.Required(Quantity.Delta, layer + 1);
            double[] s = new double[state.Samples * units];
            for (int i = 0; i < delta.Length; i++)
            {
                for (int m = 0; m < units; m++)
                {
                    s[(i / above * units) + m] += delta[i];
                }
            }

            return s;
        }
    }
}
