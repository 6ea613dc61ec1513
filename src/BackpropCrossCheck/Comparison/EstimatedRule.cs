using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The rule for numbers that come with an error estimate of their own: |x − y| ≤ 4·(estimate + ρ_engine). Where the estimate is infinite, or what is
/// allowed is as large as the tensor, nothing can be told.</summary>
/// <param name="errors">The estimates, in the other side's convention.</param>
/// <param name="reference">The engine's side.</param>
/// <param name="convention">The convention of the comparison.</param>
internal sealed class EstimatedRule(TensorSet errors, Reference reference, Convention convention) : AcceptanceRule
{
    private readonly TensorSet _engine = reference.AllowedAgainst(FloatFormat.Float64).OwnSide;

    // Where no step gives a derivative, each crosses a kink; in a network without one, each leaves the loss's domain or is lost in rounding.
    private readonly UndecidableCause _withoutEstimate = reference.Fixture.Network.Layers.Any(layer => HasKink(layer.Activation.Kind))
        ? UndecidableCause.Kink
        : UndecidableCause.Rounding;

    /// <inheritdoc/>
    public override string Text => "|x − y| is at most four times the other side's own error estimate and the engine's rounding";

    /// <inheritdoc/>
    public override void Judge(TensorComparison tensor)
    {
        double[]? estimates = errors[tensor.Slot];
        double[]? own = _engine[tensor.Slot];
        double largestEngine = LargestMagnitude(tensor.Engine);
        double largest = Math.Max(largestEngine, LargestMagnitude(tensor.Other));
        bool scales = tensor.Slot.ScalesWithLoss;
        for (int i = 0; i < tensor.Verdicts.Length; i++)
        {
            double estimate = (estimates?[i] ?? 0) / (scales ? convention.Declared : 1);
            // Two calculations in float64 are allowed twice what the engine alone is.
            double allowed = (4 * estimate) + ((own?[i] ?? 0) / 2 * (scales ? convention.FromEngine : 1));
            tensor.Allowed[i] = allowed;
            if (tensor.Engine[i] == tensor.Other[i] && double.IsFinite(estimate))
            {
                continue;
            }

            if (!double.IsFinite(allowed))
            {
                tensor.SetUndecidable(i, _withoutEstimate);
            }
            else if (Agree(tensor.Engine[i], tensor.Other[i], allowed))
            {
                DecideWithin(tensor, i, allowed, largestEngine);
            }
            else
            {
                DecideBeyond(tensor, i, allowed, largest);
            }
        }
    }

    private static bool HasKink(ActivationKind kind) => kind is ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.Elu;
}
