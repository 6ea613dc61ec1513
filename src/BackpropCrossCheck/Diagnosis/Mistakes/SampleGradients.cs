using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>What one sample adds to the gradients.</summary>
internal static class SampleGradients
{
    /// <summary>δ_n z_nᵀ, K×M.</summary>
    /// <param name="state">The results so far.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="sample">n, from 0.</param>
    public static double[] OfWeights(CalculationState state, int layer, int sample)
    {
        Layer of = state.Network.Layers[layer];
        double[] gradient = new double[of.Units * of.Inputs];
        ReadOnlySpan<double> z = state.InputsOf(layer).Slice(sample * of.Inputs, of.Inputs);
        double[] delta = OfBias(state, layer, sample);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = delta[i / of.Inputs] * z[i % of.Inputs];
        }

        return gradient;
    }

    /// <summary>δ_n, K numbers.</summary>
    /// <inheritdoc cref="OfWeights"/>
    public static double[] OfBias(CalculationState state, int layer, int sample)
    {
        int units = state.Network.Layers[layer].Units;
        return state.Required(Quantity.Delta, layer).AsSpan(sample * units, units).ToArray();
    }
}
