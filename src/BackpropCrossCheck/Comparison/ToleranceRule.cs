namespace BackpropCrossCheck.Comparison;

/// <summary>The fixed rule |x − y| ≤ a + r·|y|, with y the other side.</summary>
/// <remarks>Equal numbers agree. A number within the rule is undecidable if the allowed difference is as large as the largest magnitude in
/// the engine's tensor: a rule under which zeros pass shows nothing. A number beyond the rule differs.</remarks>
/// <param name="tolerance">a and r, in the convention of the comparison.</param>
internal sealed class ToleranceRule(StatedTolerance tolerance) : AcceptanceRule
{
    /// <inheritdoc/>
    public override string Text => FixedRuleText.Of(tolerance);

    /// <inheritdoc/>
    public override double AllowedForZero(TensorComparison tensor, int index) => tolerance.Allowed(tensor.Step, 0);

    /// <inheritdoc/>
    public override NumberJudgement Judge(TensorComparison tensor, int index, LargestMagnitudes largest)
    {
        (double x, double y) = (tensor.Engine[index], tensor.Other[index]);
        double allowed = tolerance.Allowed(tensor.Step, y);
        return !Agree(x, y, allowed) ? NumberJudgement.Differs(allowed)
            : x != y && allowed >= largest.OfEngine ? NumberJudgement.Undecidable(allowed, UndecidableCause.Vacuous)
            : NumberJudgement.Agrees(allowed);
    }
}
