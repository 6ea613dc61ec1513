using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with different gradients in some layers, derived from the right ones.</summary>
/// <param name="at">Whether a given layer is affected.</param>
/// <param name="weights">Derives ∂L/∂W from the right one; null to leave it unchanged.</param>
/// <param name="bias">Derives ∂L/∂b from the right one; null to leave it unchanged.</param>
internal sealed class OtherGradients(
    Func<int, bool> at,
    Func<CalculationState, int, double[], double[]>? weights,
    Func<CalculationState, int, double[], double[]>? bias) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] WeightGradient(CalculationState state, int layer)
    {
        double[] right = base.WeightGradient(state, layer);
        return weights is not null && at(layer) ? weights(state, layer, right) : right;
    }

    /// <inheritdoc/>
    public override double[] BiasGradient(CalculationState state, int layer)
    {
        double[] right = base.BiasGradient(state, layer);
        return bias is not null && at(layer) ? bias(state, layer, right) : right;
    }
}
