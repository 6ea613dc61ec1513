using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>The equations as they are written, each from the results before it: δ of a fused cross-entropy is y·Σt − t with the outputs as
/// they stand, and softmax's δ is p·(s − Σ_j p_j s_j).</summary>
/// <param name="fromOutputs">Whether h' is worked out from the output, if it can be, or from the pre-activation.</param>
internal sealed class WrittenSteps(bool fromOutputs) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state)
    {
        double[] y = state.Required(Quantity.Output, state.Last);
        double[] delta = new double[y.Length];
        LossFunction.FusedDeltas(state.Loss, y, state.Fixture.Batch.Labels, delta, state.Network.Outputs);
        return delta;
    }

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        double[]? derivatives = base.Derivatives(state, layer);
        double[] z = state.Required(Quantity.Output, layer);
        return fromOutputs && derivatives is not null && state.Network.Layers[layer].Activation is ElementwiseActivation activation
            ? [.. derivatives.Select((derivative, i) => activation.DerivativeFromOutput(z[i]) ?? derivative)]
            : derivatives;
    }

    /// <inheritdoc/>
    public override double[] Deltas(CalculationState state, int layer)
    {
        if (state[Quantity.Derivative, layer] is not null)
        {
            return base.Deltas(state, layer);
        }

        int units = state.Network.Layers[layer].Units;
        double[] p = state.Required(Quantity.Output, layer);
        double[] s = state.Required(Quantity.OutputGradient, layer);
        double[] delta = new double[s.Length];
        for (int row = 0; row < s.Length; row += units)
        {
            double mean = 0;
            for (int k = row; k < row + units; k++)
            {
                mean += p[k] * s[k];
            }

            for (int k = row; k < row + units; k++)
            {
                delta[k] = p[k] * (s[k] - mean);
            }
        }

        return delta;
    }
}
