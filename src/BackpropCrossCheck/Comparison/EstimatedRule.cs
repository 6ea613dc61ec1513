using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The rule for numbers with their own error estimates: |x − y| ≤ 4·(estimate + ρ_engine). If the estimate is infinite, or the
/// allowed difference is as large as the tensor, the number is undecidable.</summary>
/// <param name="errors">The estimates, in the other side's convention.</param>
/// <param name="reference">The engine's side.</param>
/// <param name="convention">The convention of the comparison.</param>
internal sealed class EstimatedRule(TensorSet errors, Reference reference, Convention convention) : AcceptanceRule
{
    private readonly TensorSet _engine = reference.AllowedAgainst(FloatFormat.Float64).OwnSide;

    // If no step of the differences gives a derivative, every step crosses a kink. Without a kink in the network, every step leaves the
    // loss's domain or is lost in rounding.
    private readonly UndecidableCause _withoutEstimate = reference.Fixture.Network.Layers.Any(
        layer => layer.Activation is ElementwiseActivation { Branches.Count: > 0 })
        || reference.Fixture.Loss.Term.Branches(1).Count > 0
        ? UndecidableCause.Kink
        : UndecidableCause.Rounding;

    /// <inheritdoc/>
    public override string Text => "|x − y| is at most four times the other side's own error estimate and the engine's rounding";

    /// <inheritdoc/>
    public override NumberJudgement Judge(TensorComparison tensor, int index, LargestMagnitudes largest)
    {
        (double x, double y) = (tensor.Engine[index], tensor.Other[index]);
        bool scales = tensor.Step.ScalesWithLoss;
        double estimate = (errors[tensor.Step]?[index] ?? 0) / (scales ? convention.Declared : 1);
        // Two calculations in float64 are allowed twice as much as the engine alone.
        double allowed = (4 * estimate) + ((_engine[tensor.Step]?[index] ?? 0) / 2 * (scales ? convention.FromEngine : 1))
            + (scales && convention.AddedTo(tensor.Step, index) != 0 ? convention.RoundingOf(tensor.Step, index, x) : 0);
        return x == y && double.IsFinite(estimate) ? NumberJudgement.Agrees(allowed)
            : !double.IsFinite(allowed) ? NumberJudgement.Undecidable(allowed, _withoutEstimate)
            : Agree(x, y, allowed) ? Within(allowed, allowed, largest)
            : Beyond(x, y, allowed, largest);
    }
}
