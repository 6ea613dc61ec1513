using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>Finds outputs so close to the end of a logarithm's domain that the value and the derivatives of a cross-entropy computed from
/// them cannot be determined.</summary>
internal static class Saturation
{
    /// <summary>The outputs that are within what is allowed of 0, or for the binary cross-entropy of 1, if the label gives that logarithm a
    /// factor.</summary>
    /// <remarks>A logarithm with the factor 0 does not enter loss and derivatives (0·ln 0 = 0), so an output at the end of its domain does
    /// no harm: y = 1 with t = 1 is not saturated, y = 1 with t = 0.5 is.</remarks>
    /// <param name="loss">The convention.</param>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="pass">The calculation.</param>
    /// <param name="other">ρ in the other side's format.</param>
    /// <param name="engine">ρ in float64.</param>
    public static List<UnitPosition> Find(Loss loss, Network network, Batch batch, Backpropagation pass, TensorSet other, TensorSet engine)
    {
        var found = new List<UnitPosition>();
        int last = network.Layers.Count - 1;
        if (LossFunction.IsFused(loss, network.Layers[last].Activation))
        {
            return found;
        }

        ReadOnlySpan<double> y = pass.Outputs(last);
        Step step = other.Layout.Output(last);
        for (int i = 0; i < y.Length; i++)
        {
            double allowed = 4 * (other[step]![i] + engine[step]![i]);
            if (loss.Term.IsAtEnd(y[i], batch.Labels[i], allowed))
            {
                found.Add(new UnitPosition(last, i / network.Outputs, i % network.Outputs));
            }
        }

        return found;
    }
}
