using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with other gradients in some layers, worked out of the right ones.</summary>
/// <param name="at">In which layers.</param>
/// <param name="weights">∂L/∂W from the right one; null where it stays.</param>
/// <param name="bias">∂L/∂b from the right one; null where it stays.</param>
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
