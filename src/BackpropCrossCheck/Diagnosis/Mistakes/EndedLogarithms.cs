using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A cross-entropy whose logarithms get something else than the output.</summary>
internal static class EndedLogarithms
{
    /// <summary>L.</summary>
    /// <param name="state">The results so far.</param>
    /// <param name="term">The cross-entropy.</param>
    /// <param name="inside">What stands inside the logarithm for y.</param>
    /// <param name="besides">What stands inside the logarithm for 1 − y.</param>
    public static double Value(CalculationState state, CrossEntropy term, Func<double, double> inside, Func<double, double> besides)
    {
        double[] y = state.Required(Quantity.Output, state.Last);
        ReadOnlySpan<double> t = state.Fixture.Batch.Labels;
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum -= Times(t[i], Math.Log(inside(y[i])));
            sum -= term is BinaryCrossEntropy ? Times(1 - t[i], Math.Log(besides(y[i]))) : 0;
        }

        return sum * state.Loss.Scale(state.Samples, state.Network.Outputs);
    }

    /// <summary>∂L/∂y.</summary>
    /// <inheritdoc cref="Value"/>
    public static double[] Gradient(CalculationState state, CrossEntropy term, Func<double, double> inside, Func<double, double> besides)
    {
        double[] y = state.Required(Quantity.Output, state.Last);
        double[] t = state.Fixture.Batch.Labels.ToArray();
        double c = state.Loss.Scale(state.Samples, state.Network.Outputs);
        return [.. y.Select((value, i) =>
            c * ((term is BinaryCrossEntropy ? (1 - t[i]) / besides(value) : 0) - (t[i] / inside(value))))];
    }

    private static double Times(double factor, double value) => factor == 0 ? 0 : factor * value;
}
