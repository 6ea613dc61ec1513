using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>The default rule, |x − y| ≤ 4·(ρ_other + ρ_engine), with what it cannot tell.</summary>
/// <remarks>In this order: equal numbers agree; saturated, diverged and overflowing numbers are undecidable; a non-finite value on one side
/// differs; a number within what the engine's own side of every kink allows agrees, unless that is as large as the largest magnitude of the
/// engine's tensor: then 0, or noise, would agree as well, and it is undecidable; one between what the two sides of a kink give is
/// undecidable, or agrees where every derivative is permitted; the rest differs, unless what is allowed is as large as the largest
/// magnitude of both sides' tensors: a number of the other side that rounding cannot have made is a discrepancy, however small the engine's
/// are.</remarks>
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
    public static RoundingRule Of(
        AllowedErrors allowed, TensorSet given, KinkDerivative derivative, bool hasDiverged, Convention convention)
        => new(allowed, allowed.KinksOf(given, derivative), hasDiverged, convention);

    /// <inheritdoc/>
    public override string Text => "|x − y| is at most four times the rounding that is estimated for both sides";

    /// <inheritdoc/>
    public override NumberJudgement Judge(TensorComparison tensor, int index, LargestMagnitudes largest)
    {
        Step step = tensor.Step;
        (double x, double y) = (tensor.Engine[index], tensor.Other[index]);
        double conversion = convention.Converts ? 2 * FormatRounding.Float64.UnitRoundoff * Math.Abs(x) : 0;
        double own = ((allowed.OwnSide[step]?[index] ?? double.PositiveInfinity) * Factor(step)) + conversion;
        return x == y ? NumberJudgement.Agrees(own)
            : IsSaturated(step, index) ? NumberJudgement.Undecidable(own, UndecidableCause.Saturated)
            : hasDiverged && step.IsAfterTraining
                ? NumberJudgement.Undecidable(own, UndecidableCause.Diverged)
            : !double.IsFinite(own) ? NumberJudgement.Undecidable(own, UndecidableCause.Overflow)
            : Agree(x, y, own) ? Within(own, own, largest)
            : AreWithin(kinks.Permitted, step, index, x, y, conversion)
                ? NumberJudgement.Agrees(kinks.Permitted!.Reach(step, index, x, Factor(step)))
            : AreWithin(kinks.Undecidable, step, index, x, y, conversion) ? NumberJudgement.Undecidable(own, UndecidableCause.Kink)
            : Beyond(x, y, own, largest);
    }

    /// <summary>The units that make a number undecidable at a kink or by saturation: those of its sample, in its layer or above.</summary>
    /// <param name="number">The number.</param>
    public IEnumerable<UnitPosition> Culprits(ComparedNumber number) => number.Cause switch
    {
        UndecidableCause.Kink => number.Step.IsAfterTraining
            ? kinks.Open.Union(allowed.KinksInTraining)
            : kinks.Open.Where(unit => unit.Layer >= number.Layer - 1 && (number.Sample is null || unit.Sample == number.Sample - 1)),
        UndecidableCause.Saturated => number.Step.IsAfterTraining
            ? allowed.SaturatedInTraining
            : allowed.Saturated.Where(unit => number.Sample is null || unit.Sample == number.Sample - 1),
        UndecidableCause.None or UndecidableCause.Rounding or UndecidableCause.Vacuous or UndecidableCause.Overflow or UndecidableCause.Diverged => [],
    };

    /// <summary>Both sides lie between the ends; the engine's always does, a baseline's own side need not.</summary>
    private bool AreWithin(KinkBounds? bounds, Step step, int index, double x, double y, double conversion)
        => bounds?.Contain(step, index, x, Factor(step), conversion) == true && bounds.Contain(step, index, y, Factor(step), conversion);

    private double Factor(Step step) => step.ScalesWithLoss ? convention.FromEngine : 1;

    private bool IsSaturated(Step step, int index) => step.Quantity switch
    {
        Quantity.Loss or Quantity.WeightGradient or Quantity.BiasGradient => allowed.Saturated.Count > 0,
        Quantity.Delta => allowed.Saturated.Any(unit => unit.Sample == index / step.Columns),
        Quantity.UpdatedWeights or Quantity.UpdatedBias or Quantity.UpdatedLoss => allowed.SaturatedInTraining.Count > 0,
        Quantity.PreActivation or Quantity.Output or Quantity.OutputGradient or Quantity.Derivative => false,
    };
}
