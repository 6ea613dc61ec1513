using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with other labels.</summary>
/// <param name="labels">The labels, N×K.</param>
/// <param name="inValue">Whether the loss value is worked out with them.</param>
/// <param name="inGradient">Whether δ of the last layer is.</param>
internal sealed class Relabelled(double[] labels, bool inValue, bool inGradient) : CalculationSteps
{
    /// <inheritdoc/>
    public override bool KnowsSamples => true;

    /// <inheritdoc/>
    public override double LossValue(CalculationState state)
    {
        int units = state.Network.Outputs;
        return !inValue ? base.LossValue(state)
            : state.IsFused ? LossFunction.FromPreActivations(
                state.Loss, state.Required(Quantity.PreActivation, state.Last), labels, units)
            : LossFunction.FromOutputs(state.Loss, state.Required(Quantity.Output, state.Last), labels, units);
    }

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state)
    {
        if (!inGradient)
        {
            return base.FusedDeltas(state);
        }

        double[] y = state.Required(Quantity.Output, state.Last);
        double[] delta = new double[y.Length];
        LossFunction.FusedDeltas(
            state.Loss, state.Required(Quantity.PreActivation, state.Last), y, labels, delta, state.Network.Outputs);
        return delta;
    }

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
    {
        if (!inGradient || layer != state.Last)
        {
            return base.OutputGradients(state, layer);
        }

        double[] gradients = new double[labels.Length];
        LossFunction.OutputGradients(
            state.Loss, state.Required(Quantity.Output, layer), labels, gradients, state.Network.Outputs);
        return gradients;
    }
}
