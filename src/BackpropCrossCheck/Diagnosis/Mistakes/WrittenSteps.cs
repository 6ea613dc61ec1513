using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The steps as they are done with the results that are written down: δ of a fused cross-entropy is y − t with the rounded y.</summary>
/// <param name="fromOutputs">Whether h' is worked out from the output, where there is such a formula, or from the pre-activation.</param>
internal sealed class WrittenSteps(bool fromOutputs) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state)
    {
        double[] y = state.Required(CalculationStep.Output, state.Last);
        ReadOnlySpan<double> labels = state.Fixture.Batch.Labels;
        int units = state.Network.Outputs;
        double scale = state.Loss.Scale(state.Samples, units);
        double[] delta = new double[y.Length];
        for (int i = 0; i < delta.Length; i++)
        {
            double sum = 0;
            foreach (double label in labels.Slice(i / units * units, units))
            {
                sum += label;
            }

            delta[i] = scale * ((state.Loss.Kind == LossKind.CategoricalCrossEntropy ? y[i] * sum : y[i]) - labels[i]);
        }

        return delta;
    }

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        double[]? derivatives = base.Derivatives(state, layer);
        double[] z = state.Required(CalculationStep.Output, layer);
        return fromOutputs && derivatives is not null
            ? [.. derivatives.Select((derivative, i) => OutputForm.Derivative(state.Network.Layers[layer].Activation, z[i]) ?? derivative)]
            : derivatives;
    }
}
