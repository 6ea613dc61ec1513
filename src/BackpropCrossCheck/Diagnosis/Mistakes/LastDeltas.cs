using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with another error in the last layer: δ itself where the cross-entropy is fused with the activation, ∂L/∂y
/// where it is not.</summary>
/// <param name="instead">Calculates it from the results so far and the right one.</param>
/// <param name="value">Calculates L; null to leave it as it is.</param>
internal sealed class LastDeltas(
    Func<CalculationState, double[], double[]> instead, Func<CalculationState, double, double>? value = null) : CalculationSteps
{
    /// <inheritdoc/>
    public override double LossValue(CalculationState state)
        => value is null ? base.LossValue(state) : value(state, base.LossValue(state));

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state) => instead(state, base.FusedDeltas(state));

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
        => layer == state.Last ? instead(state, base.OutputGradients(state, layer)) : base.OutputGradients(state, layer);
}
