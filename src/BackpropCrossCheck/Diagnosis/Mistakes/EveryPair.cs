using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Every output is compared with the label of every sample: outputs of shape (N, 1) and labels of shape (N) give N²
/// errors.</summary>
/// <param name="evidence">The numbers to be explained.</param>
/// <param name="reduction">How the N² terms are reduced.</param>
internal sealed class EveryPair(Evidence evidence, Reduction reduction) : CalculationSteps
{
    private readonly LossTerm _term = evidence.Loss.Term;

    /// <inheritdoc/>
    public override double LossValue(CalculationState state)
    {
        double sum = 0;
        foreach ((double y, double t, _) in Pairs(state))
        {
            sum += _term.IsDefinedFor(y) ? _term.Value(y, t) : double.NaN;
        }

        return Scale(state) * sum;
    }

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state)
    {
        double[] s = OutputGradients(state, state.Last);
        double[] delta = new double[s.Length];
        state.Network.Layers[^1].Activation.Backpropagate(
            state.Required(Quantity.PreActivation, state.Last),
            state.Required(Quantity.Output, state.Last),
            s,
            delta,
            state.Network.Outputs);
        return delta;
    }

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
    {
        if (layer != state.Last)
        {
            return base.OutputGradients(state, layer);
        }

        double[] gradients = new double[state.Samples * state.Network.Outputs];
        foreach ((double y, double t, int index) in Pairs(state))
        {
            gradients[index] += Scale(state) * _term.Derivative(y, t);
        }

        return gradients;
    }

    /// <summary>The factor of the reduction, over N times as many samples.</summary>
    private double Scale(CalculationState state)
        => new Loss(_term, reduction).Scale(state.Samples * state.Samples, state.Network.Outputs);

    private static IEnumerable<(double Output, double Label, int Index)> Pairs(CalculationState state)
    {
        int units = state.Network.Outputs;
        double[] y = state.Required(Quantity.Output, state.Last);
        double[] t = state.Fixture.Batch.Labels.ToArray();
        return from i in Enumerable.Range(0, y.Length)
               from n in Enumerable.Range(0, state.Samples)
               select (y[i], t[(n * units) + (i % units)], i);
    }
}
