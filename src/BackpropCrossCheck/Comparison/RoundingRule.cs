using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>The default rule, |x − y| ≤ 4·(ρ_other + ρ_engine), and the cases that it cannot decide.</summary>
/// <remarks>The cases, in this order. Equal numbers agree. Saturated, diverged and overflowing numbers are undecidable. A non-finite value
/// on one side differs. A number within what is allowed on the engine's side of every kink agrees; but if that allowance is as large as the
/// largest magnitude in the engine's tensor, it is undecidable, since 0 or noise would agree as well. A number between the results of the
/// two sides of a kink is undecidable, or agrees if every derivative is accepted. All others differ, unless the allowance is as large as
/// the largest magnitude in both tensors: a number of the other side that rounding cannot have produced is a discrepancy, however small the
/// engine's numbers are.</remarks>
/// <param name="allowed">What is allowed, in the fixture's convention.</param>
/// <param name="kinks">The leeway that kinks give.</param>
/// <param name="hasDiverged">Whether the training gives numbers that are not finite.</param>
/// <param name="convention">The convention of the comparison.</param>
internal sealed class RoundingRule(AllowedErrors allowed, KinkAllowance kinks, bool hasDiverged, Convention convention) : AcceptanceRule
{
    /// <summary>The rule for a result.</summary>
    /// <param name="allowed">What is allowed, in the fixture's convention.</param>
    /// <param name="given">The result's numbers, which may show where its pre-activations are exactly 0.</param>
    /// <param name="derivative">The choice for the derivative there.</param>
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
        double conversion = convention.RoundingOf(step, index, x);
        double own = AllowedOf(step, index) + conversion;
        return x == y ? NumberJudgement.Agrees(own)
            : IsSaturated(step, index) ? NumberJudgement.Undecidable(own, UndecidableCause.Saturated)
            : hasDiverged && step.IsAfterTraining
                ? NumberJudgement.Undecidable(own, UndecidableCause.Diverged)
            : !double.IsFinite(own) ? NumberJudgement.Undecidable(own, UndecidableCause.Overflow)
            : Agree(x, y, own) ? Within(own, own, largest)
            : AreWithin(kinks.Permitted, step, index, x, y, conversion)
                ? NumberJudgement.Agrees(kinks.Permitted!.Reach(step, index, x - Offset(step, index), Factor(step)))
            : AreWithin(kinks.Undecidable, step, index, x, y, conversion) ? NumberJudgement.Undecidable(own, UndecidableCause.Kink)
            : Beyond(x, y, own, largest);
    }

    /// <inheritdoc/>
    protected override double[]? AllowedForAll(Step step) => convention.Converts ? null : allowed.OwnSide[step];

    /// <summary>The units that make a number undecidable because of a kink or saturation: those of its sample, in its layer or
    /// above.</summary>
    /// <param name="number">The number.</param>
    public IEnumerable<UnitPosition> Culprits(ComparedNumber number) => number.Cause switch
    {
        UndecidableCause.Kink => number.Step.IsAfterTraining
            ? kinks.Open.Union(allowed.KinksInTraining)
            : kinks.Open.Where(unit => unit.Layer >= number.Layer - 1 && (number.Sample is null || unit.Sample == number.Sample - 1)),
        UndecidableCause.Saturated => number.Step.IsAfterTraining
            ? allowed.SaturatedInTraining
            : allowed.Saturated.Where(unit => number.Sample is null || unit.Sample == number.Sample - 1),
        UndecidableCause.None or UndecidableCause.Rounding or UndecidableCause.Vacuous => [],
        UndecidableCause.Overflow or UndecidableCause.Diverged => [],
    };

    /// <summary>Both sides are within the bounds. The engine's number always is, but a baseline's need not be.</summary>
    private bool AreWithin(KinkBounds? bounds, Step step, int index, double x, double y, double conversion)
        => bounds?.Contain(step, index, x - Offset(step, index), Factor(step), conversion) == true
            && bounds.Contain(step, index, y - Offset(step, index), Factor(step), conversion);

    /// <summary>What is allowed on the engine's side of every kink. The other side's error of what the regularization adds is multiplied
    /// otherwise than its error of the rest.</summary>
    private double AllowedOf(Step step, int index)
    {
        double whole = allowed.OwnSide[step]?[index] ?? double.PositiveInfinity;
        double added = convention.Converts && step.ScalesWithLoss ? allowed.OfAdded[step]?[index] ?? 0 : 0;
        // Infinities must not cancel.
        return added > 0 && double.IsFinite(whole)
            ? ((whole - added) * Factor(step)) + (added * convention.OfAdded)
            : whole * Factor(step);
    }

    private double Offset(Step step, int index) => step.ScalesWithLoss ? convention.Offset(step, index) : 0;

    private double Factor(Step step) => step.ScalesWithLoss ? convention.FromEngine : 1;

    private bool IsSaturated(Step step, int index) => step.IsAfterTraining ? allowed.SaturatedInTraining.Count > 0
        : step.ScalesWithLoss && allowed.Saturated.Count > 0
            && (!step.RowsAreSamples || HasSaturated(index / step.Columns));

    // Apart, so that numbers of fixtures in which no unit is saturated need no closure.
    private bool HasSaturated(int sample) => allowed.Saturated.Any(unit => unit.Sample == sample);
}
