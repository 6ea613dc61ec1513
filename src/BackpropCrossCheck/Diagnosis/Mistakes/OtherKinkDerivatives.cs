using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with a different derivative for some units.</summary>
/// <param name="units">The units that are exactly at their kink. They stay the same if the calculation is repeated with disturbed
/// numbers.</param>
/// <param name="share">Where the derivative lies between that which TensorFlow takes (0) and that of the other side (1).</param>
internal sealed class OtherKinkDerivatives(IReadOnlyList<UnitPosition> units, double share) : CalculationSteps
{
    /// <inheritdoc/>
    public override bool KnowsSamples => true;

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        double[]? derivatives = base.Derivatives(state, layer);
        (double taken, double other) = KinkDerivatives.Of(state.Network.Layers[layer].Activation);
        foreach (UnitPosition unit in units)
        {
            if (unit.Layer == layer && derivatives is not null)
            {
                derivatives[(unit.Sample * state.Network.Layers[layer].Units) + unit.Unit] = taken + (share * (other - taken));
            }
        }

        return derivatives;
    }
}
