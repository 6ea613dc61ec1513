namespace BackpropCrossCheck.Comparison;

/// <summary>The fixed rule |x − y| ≤ a + r·|y|, y the other side.</summary>
/// <remarks>Equal numbers agree. A number within the rule is undecidable where what is allowed is as large as the largest magnitude of the engine's tensor: a rule
/// under which zeros pass tells nothing. One beyond the rule differs.</remarks>
/// <param name="tolerance">a and r, in the convention of the comparison.</param>
internal sealed class ToleranceRule(StatedTolerance tolerance) : AcceptanceRule
{
    /// <inheritdoc/>
    public override string Text => FixedRuleText.Of(tolerance);

    /// <inheritdoc/>
    public override double AllowedForZero(TensorComparison tensor, int index) => tolerance.Allowed(tensor.Slot, 0);

    /// <inheritdoc/>
    public override void Judge(TensorComparison tensor)
    {
        double largest = LargestMagnitude(tensor.Engine);
        for (int i = 0; i < tensor.Verdicts.Length; i++)
        {
            tensor.Allowed[i] = tolerance.Allowed(tensor.Slot, tensor.Other[i]);
            if (!Agree(tensor.Engine[i], tensor.Other[i], tensor.Allowed[i]))
            {
                tensor.Verdicts[i] = NumberVerdict.Differs;
            }
            else if (tensor.Engine[i] != tensor.Other[i] && tensor.Allowed[i] >= largest)
            {
                tensor.SetUndecidable(i, UndecidableCause.Vacuous);
            }
        }
    }
}
