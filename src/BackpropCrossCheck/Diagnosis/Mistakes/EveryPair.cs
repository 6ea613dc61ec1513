using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Every output is compared with the label of every sample: outputs of shape (N, 1) and labels of shape (N) give N²
/// errors.</summary>
internal static class EveryPair
{
    /// <summary>The calculation with N² errors.</summary>
    /// <param name="term">The loss of one output.</param>
    /// <param name="reduction">How the N² terms are reduced.</param>
    public static LossSteps Of(LossTerm term, Reduction reduction)
    {
        return new LossSteps(Value, Gradient);

        double Value(CalculationState state)
            => Scale(state) * Pairs(state).Sum(pair => term.IsDefinedFor(pair.Output) ? term.Value(pair.Output, pair.Label) : double.NaN);

        double[] Gradient(CalculationState state)
        {
            double[] gradients = new double[state.Samples * state.Network.Outputs];
            double scale = Scale(state);
            foreach ((double y, double t, int index) in Pairs(state))
            {
                gradients[index] += scale * term.Derivative(y, t);
            }

            return gradients;
        }

        // Over N times as many samples.
        double Scale(CalculationState state)
            => new Loss(term, reduction).Scale(state.Samples * state.Samples, state.Network.Outputs);
    }

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
