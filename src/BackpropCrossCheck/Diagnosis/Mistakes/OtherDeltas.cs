using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with another δ in some layers. δ of a fused cross-entropy, which takes no derivative, stays as it is.</summary>
/// <param name="at">In which layers.</param>
/// <param name="instead">δ of a layer, from the results so far.</param>
internal sealed class OtherDeltas(Func<int, bool> at, Func<CalculationState, int, double[]> instead) : CalculationSteps
{
    /// <inheritdoc/>
    public override double[] Deltas(CalculationState state, int layer) => at(layer) ? instead(state, layer) : base.Deltas(state, layer);
}
