using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with a different δ in some layers. δ of a fused cross-entropy involves no derivative and stays
/// unchanged.</summary>
/// <param name="at">Whether a given layer is affected.</param>
/// <param name="instead">Calculates δ of a layer from the results so far.</param>
internal sealed class OtherDeltas(Func<int, bool> at, Func<CalculationState, int, double[]> instead) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] Deltas(CalculationState state, int layer) => at(layer) ? instead(state, layer) : base.Deltas(state, layer);
}
