using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A calculation that writes δ, ∂L/∂w, or both with the other sign, each for its own sake: what is turned twice is right
/// again.</summary>
/// <param name="deltas">Whether δ is −∂L/∂a.</param>
/// <param name="gradients">Whether the gradients are −∂L/∂w and −∂L/∂b.</param>
internal sealed class TurnedSigns(bool deltas, bool gradients) : CalculationSteps
{
    /// <summary>Whether δ is −∂L/∂a.</summary>
    public bool TurnsDeltas => deltas;

    /// <summary>Whether the gradients are −∂L/∂w and −∂L/∂b.</summary>
    public bool TurnsGradients => gradients;

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state) => Signed(deltas, base.FusedDeltas(state));

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
        => Signed(deltas && layer == state.Last, base.OutputGradients(state, layer));

    /// <inheritdoc/>
    public override double[] WeightGradient(CalculationState state, int layer)
        => Signed(deltas != gradients, base.WeightGradient(state, layer));

    /// <inheritdoc/>
    public override double[] BiasGradient(CalculationState state, int layer)
        => Signed(deltas != gradients, base.BiasGradient(state, layer));

    private static double[] Signed(bool isTurned, double[] values) => isTurned ? Array.ConvertAll(values, x => -x) : values;
}
