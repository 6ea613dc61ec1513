using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Grading;

namespace BackpropCrossCheck.Teaching;

/// <summary>The calculation from the numbers that are written down already: h' from the output where it has such a form (1 − z² for tanh), a cross-entropy
/// and its δ from the outputs.</summary>
internal sealed class WrittenSteps : CalculationSteps
{
    /// <summary>The only one.</summary>
    public static WrittenSteps Default { get; } = new();

    /// <inheritdoc/>
    public override double LossValue(CalculationState state)
        => LossFunction.FromOutputs(state.Loss, state.Required(CalculationStep.Output, state.Last), state.Fixture.Batch.Labels, state.Network.Outputs);

    /// <summary>c·(y·Σt − t), as a person writes it.</summary>
    public override double[] FusedDeltas(CalculationState state)
    {
        int units = state.Network.Outputs;
        double c = state.Loss.Scale(state.Samples, units);
        double[] delta = [.. state.Required(CalculationStep.Output, state.Last)];
        ReadOnlySpan<double> labels = state.Fixture.Batch.Labels;
        for (int i = 0; i < delta.Length; i++)
        {
            double sum = 1;
            if (state.Loss.Kind == LossKind.CategoricalCrossEntropy)
            {
                sum = 0;
                foreach (double label in labels.Slice(i / units * units, units))
                {
                    sum += label;
                }
            }

            delta[i] = c * ((delta[i] * sum) - labels[i]);
        }

        return delta;
    }

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        Activation activation = state.Network.Layers[layer].Activation;
        double[] z = state.Required(CalculationStep.Output, layer);
        return OutputForm.Derivative(activation, z[0]) is null
            ? base.Derivatives(state, layer)
            : Array.ConvertAll(z, value => OutputForm.Derivative(activation, value)!.Value);
    }
}
