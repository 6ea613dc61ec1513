using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with another formula for h' in some layers.</summary>
/// <param name="at">Whether a given layer is affected.</param>
/// <param name="formula">The formula.</param>
internal sealed class OtherDerivatives(Func<int, bool> at, DerivativeFormula formula) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        if (!at(layer) || state.Network.Layers[layer].Activation is not ElementwiseActivation own)
        {
            return base.Derivatives(state, layer);
        }

        double[] a = state.Required(Quantity.PreActivation, layer);
        double[] z = state.Required(Quantity.Output, layer);
        double[] s = state.Required(Quantity.OutputGradient, layer);
        return [.. a.Select((value, i) => formula.Value(own, new UnitNumbers(value, z[i], s[i])))];
    }
}
