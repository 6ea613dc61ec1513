using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with another loss value, another ∂L/∂y, or both.</summary>
/// <param name="value">Calculates L from the results so far; null to leave it as it is.</param>
/// <param name="gradient">Calculates ∂L/∂y, N×K; null to leave it as it is.</param>
internal sealed class LossSteps(Func<CalculationState, double>? value, Func<CalculationState, double[]>? gradient) : CalculationSteps
{
    /// <summary>Whether only the loss value is another.</summary>
    public bool IsValueOnly => gradient is null;

    /// <inheritdoc/>
    public override double LossValue(CalculationState state) => value is null ? base.LossValue(state) : value(state);

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state)
    {
        if (gradient is null)
        {
            return base.FusedDeltas(state);
        }

        double[] delta = new double[state.Samples * state.Network.Outputs];
        state.Network.Layers[^1].Activation.Backpropagate(
            state.Required(Quantity.PreActivation, state.Last),
            state.Required(Quantity.Output, state.Last),
            gradient(state),
            delta,
            state.Network.Outputs);
        return delta;
    }

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
        => gradient is null || layer != state.Last ? base.OutputGradients(state, layer) : gradient(state);
}
