using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistaken calculation that takes over what comes before the mistake from the correct one.</summary>
/// <param name="steps">The mistaken steps.</param>
/// <param name="correct">The correct calculation.</param>
/// <param name="network">The network of the pass that is reported, as against those of later steps of a training.</param>
/// <param name="first">The place in the order of the calculation from where on results may differ.</param>
internal sealed class ResumedSteps(CalculationSteps steps, CalculationState correct, Network network, int first) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] PreActivations(CalculationState state, int layer)
        => Known(state, CalculationStep.PreActivation, layer) ?? steps.PreActivations(state, layer);

    /// <inheritdoc/>
    public override double[] Outputs(CalculationState state, int layer) => Known(state, CalculationStep.Output, layer) ?? steps.Outputs(state, layer);

    /// <inheritdoc/>
    public override double LossValue(CalculationState state) => Known(state, CalculationStep.Loss, -1)?[0] ?? steps.LossValue(state);

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state) => Known(state, CalculationStep.Delta, state.Last) ?? steps.FusedDeltas(state);

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
        => Known(state, CalculationStep.OutputGradient, layer) ?? steps.OutputGradients(state, layer);

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
        => Known(state, CalculationStep.Derivative, layer) ?? steps.Derivatives(state, layer);

    /// <inheritdoc/>
    public override double[] Deltas(CalculationState state, int layer) => Known(state, CalculationStep.Delta, layer) ?? steps.Deltas(state, layer);

    /// <inheritdoc/>
    public override double[] WeightGradient(CalculationState state, int layer)
        => Known(state, CalculationStep.WeightGradient, layer) ?? steps.WeightGradient(state, layer);

    /// <inheritdoc/>
    public override double[] BiasGradient(CalculationState state, int layer)
        => Known(state, CalculationStep.BiasGradient, layer) ?? steps.BiasGradient(state, layer);

    /// <inheritdoc/>
    public override double[] Updated(ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
        => steps.Updated(parameters, gradient, learningRate);

    private double[]? Known(CalculationState state, CalculationStep step, int layer)
        => ReferenceEquals(state.Network, network) && state.Loss == correct.Loss && CalculationOrder.Of(step, layer, network.Layers.Count) < first
            ? correct[step, layer]
            : null;
}
