using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistaken calculation that takes everything before the mistake from the correct one.</summary>
/// <param name="steps">The mistaken steps.</param>
/// <param name="correct">The correct calculation.</param>
/// <param name="network">The network of the reported pass, as opposed to those of later training steps.</param>
/// <param name="first">The position, in the order of the calculation, from which results may differ.</param>
internal sealed class ResumedSteps(CalculationSteps steps, CalculationState correct, Network network, int first) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] PreActivations(CalculationState state, int layer)
        => Known(state, Quantity.PreActivation, layer) ?? steps.PreActivations(state, layer);

    /// <inheritdoc/>
    public override double[] Outputs(CalculationState state, int layer)
        => Known(state, Quantity.Output, layer) ?? steps.Outputs(state, layer);

    /// <inheritdoc/>
    public override double LossValue(CalculationState state) => steps.LossValue(state);

    /// <inheritdoc/>
    public override double LossValueOf(CalculationState state) => Known(state, Quantity.Loss, -1)?[0] ?? steps.LossValueOf(state);

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state) => Known(state, Quantity.Delta, state.Last) ?? steps.FusedDeltas(state);

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
        => Known(state, Quantity.OutputGradient, layer) ?? steps.OutputGradients(state, layer);

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
        => Known(state, Quantity.Derivative, layer) ?? steps.Derivatives(state, layer);

    /// <inheritdoc/>
    public override double[] Deltas(CalculationState state, int layer) => Known(state, Quantity.Delta, layer) ?? steps.Deltas(state, layer);

    /// <inheritdoc/>
    public override double[] InputGradients(CalculationState state)
        => Known(state, Quantity.InputGradient, -1) ?? steps.InputGradients(state);

    /// <inheritdoc/>
    public override double[] WeightGradient(CalculationState state, int layer) => steps.WeightGradient(state, layer);

    /// <inheritdoc/>
    public override double[] BiasGradient(CalculationState state, int layer) => steps.BiasGradient(state, layer);

    /// <inheritdoc/>
    public override double[] WeightGradientOf(CalculationState state, int layer)
        => Known(state, Quantity.WeightGradient, layer) ?? steps.WeightGradientOf(state, layer);

    /// <inheritdoc/>
    public override double[] BiasGradientOf(CalculationState state, int layer)
        => Known(state, Quantity.BiasGradient, layer) ?? steps.BiasGradientOf(state, layer);

    /// <inheritdoc/>
    public override Regularization RegularizationOf(CalculationState state) => steps.RegularizationOf(state);

    /// <inheritdoc/>
    public override Optimizer OptimizerOf(Training training) => steps.OptimizerOf(training);

    /// <inheritdoc/>
    public override Network? TrainedOtherwise(CalculationState state, Training training, ResultForm between)
        => steps.TrainedOtherwise(state, training, between);

    /// <inheritdoc/>
    public override Arithmetic Arithmetic => steps.Arithmetic;

    private double[]? Known(CalculationState state, Quantity quantity, int layer)
        => ReferenceEquals(state.Network, network) && state.Loss == correct.Loss && state.Numbers.Layout.PlaceOf(quantity, layer) < first
            ? correct[quantity, layer]
            : null;
}
