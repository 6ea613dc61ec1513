using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>The default rule, |x − y| ≤ 4·(ρ_other + ρ_engine), with what it cannot tell.</summary>
/// <remarks>In this order: equal numbers agree; saturated, diverged and overflowing numbers are undecidable; a non-finite value on one side differs; a
/// number within what the engine's own side of every kink allows agrees, unless that is as large as the largest magnitude of the engine's tensor: then 0,
/// or noise, would agree as well, and it is undecidable; one between what the two sides of a kink give is undecidable, or agrees where every derivative is
/// permitted; the rest differs, unless what is allowed is as large as the largest magnitude of both sides' tensors: a number of the other side that rounding
/// cannot have made is a discrepancy, however small the engine's are.</remarks>
/// <param name="allowed">What is allowed, in the fixture's convention.</param>
/// <param name="kinks">What the kinks leave open.</param>
/// <param name="hasDiverged">Whether the training gives numbers that are not finite.</param>
/// <param name="convention">The convention of the comparison.</param>
internal sealed class RoundingRule(AllowedErrors allowed, KinkAllowance kinks, bool hasDiverged, Convention convention) : AcceptanceRule
{
    /// <summary>The rule against a result.</summary>
    /// <param name="allowed">What is allowed, in the fixture's convention.</param>
    /// <param name="given">The result's numbers, which may tell where its pre-activations are exactly 0.</param>
    /// <param name="derivative">What the derivative may be there.</param>
    /// <param name="hasDiverged">Whether the training gives numbers that are not finite.</param>
    /// <param name="convention">The convention of the comparison.</param>
    public static RoundingRule Of(AllowedErrors allowed, TensorSet given, KinkDerivative derivative, bool hasDiverged, Convention convention)
        => new(allowed, allowed.KinksOf(given, derivative), hasDiverged, convention);

    /// <inheritdoc/>
    public override string Text => "|x − y| is at most four times the rounding that is estimated for both sides";

    /// <inheritdoc/>
    public override void Judge(TensorComparison tensor)
    {
        TensorSlot slot = tensor.Slot;
        double[]? ownSide = allowed.OwnSide[slot];
        double largestEngine = LargestMagnitude(tensor.Engine);
        double largest = Math.Max(largestEngine, LargestMagnitude(tensor.Other));
        for (int i = 0; i < tensor.Verdicts.Length; i++)
        {
            double x = tensor.Engine[i];
            double y = tensor.Other[i];
            double conversion = convention.Converts ? 2 * FormatRounding.Float64.UnitRoundoff * Math.Abs(x) : 0;
            double own = Stated(slot, ownSide, i) + conversion;
            tensor.Allowed[i] = own;
            if (x == y)
            {
                continue;
            }

            if (IsSaturated(slot, i))
            {
                tensor.SetUndecidable(i, UndecidableCause.Saturated);
            }
            else if (hasDiverged && slot.Quantity is Quantity.UpdatedParameter or Quantity.UpdatedLoss)
            {
                tensor.SetUndecidable(i, UndecidableCause.Diverged);
            }
            else if (!double.IsFinite(own))
            {
                tensor.SetUndecidable(i, UndecidableCause.Overflow);
            }
            else if (Agree(x, y, own))
            {
                DecideWithin(tensor, i, own, largestEngine);
            }
            else if (AreWithin(kinks.Permitted, slot, i, x, y, conversion))
            {
                tensor.Allowed[i] = kinks.Permitted!.Reach(slot, i, x, Factor(slot));
            }
            else if (AreWithin(kinks.Undecidable, slot, i, x, y, conversion))
            {
                tensor.SetUndecidable(i, UndecidableCause.Kink);
            }
            else
            {
                DecideBeyond(tensor, i, own, largest);
            }
        }
    }

    /// <summary>The units that make a number undecidable at a kink or by saturation: those of its sample, in its layer or above.</summary>
    /// <param name="number">The number.</param>
    public IEnumerable<UnitPosition> Culprits(ComparedNumber number) => number.Cause switch
    {
        UndecidableCause.Kink => number.Quantity is Quantity.UpdatedParameter or Quantity.UpdatedLoss
            ? kinks.Open.Union(allowed.KinksInTraining)
            : kinks.Open.Where(unit => unit.Layer >= number.Layer - 1 && (number.Sample is null || unit.Sample == number.Sample - 1)),
        UndecidableCause.Saturated => number.Quantity is Quantity.UpdatedParameter or Quantity.UpdatedLoss
            ? allowed.SaturatedInTraining
            : allowed.Saturated.Where(unit => number.Sample is null || unit.Sample == number.Sample - 1),
        _ => [],
    };

    /// <summary>Both sides lie between the ends; the engine's always does, a baseline's own side need not.</summary>
    private bool AreWithin(KinkBounds? bounds, TensorSlot slot, int index, double x, double y, double conversion)
        => bounds?.Contain(slot, index, x, Factor(slot), conversion) == true && bounds.Contain(slot, index, y, Factor(slot), conversion);

    private double Stated(TensorSlot slot, double[]? values, int index) => (values?[index] ?? double.PositiveInfinity) * Factor(slot);

    private double Factor(TensorSlot slot) => slot.ScalesWithLoss ? convention.FromEngine : 1;

    private bool IsSaturated(TensorSlot slot, int index) => slot.Quantity switch
    {
        Quantity.Loss or Quantity.Gradient => allowed.Saturated.Count > 0,
        Quantity.Delta => allowed.Saturated.Any(unit => unit.Sample == index / slot.Columns),
        Quantity.UpdatedParameter or Quantity.UpdatedLoss => allowed.SaturatedInTraining.Count > 0,
        _ => false,
    };
}
