using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Calculation;

/// <summary>Every result that a calculation by hand writes down is rounded before it is used further.</summary>
/// <param name="network">The network.</param>
/// <param name="decimals">The decimals.</param>
/// <remarks>As in the paper, Σ_k w_km δ_k is part of the line for δ and no result of its own, except before a softmax, where every δ needs all of them.</remarks>
internal sealed class RoundedForm(Network network, int decimals) : ResultForm
{
    /// <inheritdoc/>
    public override double[] Of(CalculationStep step, int layer, double[] values)
        => step == CalculationStep.OutputGradient && network.Layers[layer].Activation.Kind != ActivationKind.Softmax
            ? values
            : Array.ConvertAll(values, value => DecimalRounding.Round(value, decimals));
}
