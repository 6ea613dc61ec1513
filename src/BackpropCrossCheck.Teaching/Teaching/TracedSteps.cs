using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>The calculation by hand, with h' by the formula that the trace prints. A person's numbers may contradict each other: if a
/// relu's a is negative and its z positive, the line shows h' of that a.</summary>
internal sealed class TracedSteps() : HandSteps(fromOutputs: true)
{
    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        double[]? derivatives = base.Derivatives(state, layer);
        if (derivatives is null || state.Network.Layers[layer].Activation is not ElementwiseActivation { Branches.Count: > 0 } activation)
        {
            return derivatives;
        }

        double[] a = state.Required(Quantity.PreActivation, layer);
        double[] z = state.Required(Quantity.Output, layer);
        for (int i = 0; i < a.Length; i++)
        {
            if (activation.Branches.Count > 1 || a[i] > 0 != z[i] > 0 || a[i] < 0 != z[i] < 0)
            {
                derivatives[i] = activation.DerivativeFormula(
                    FormulaCalculator.Instance, new UnitFormula<double>(a[i], z[i], activation.Alpha ?? 0), a[i]);
            }
        }

        return derivatives;
    }
}
