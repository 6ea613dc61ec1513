using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The steps as people calculate them from the results that they have written down: δ of a fused cross-entropy is y − t with the
/// rounded y.</summary>
/// <param name="fromOutputs">Whether h' is calculated from the output, if there is such a formula, or from the pre-activation.</param>
internal sealed class WrittenSteps(bool fromOutputs) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state)
    {
        double[] y = state.Required(Quantity.Output, state.Last);
        ReadOnlySpan<double> labels = state.Fixture.Batch.Labels;
        int units = state.Network.Outputs;
        double scale = state.Loss.Scale(state.Samples, units);
        var fused = (CrossEntropy)state.Loss.Term;
        double[] delta = new double[y.Length];
        for (int i = 0; i < delta.Length; i++)
        {
            double labelSum = fused.LabelSum(labels.Slice(i / units * units, units));
            delta[i] = scale * ((y[i] * labelSum) - labels[i]);
        }

        return delta;
    }

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        double[]? derivatives = base.Derivatives(state, layer);
        double[] z = state.Required(Quantity.Output, layer);
        return fromOutputs && derivatives is not null && state.Network.Layers[layer].Activation is ElementwiseActivation activation
            ? [.. derivatives.Select((derivative, i) => activation.DerivativeFromOutput(z[i]) ?? derivative)]
            : derivatives;
    }
}
