namespace BackpropCrossCheck.Comparison;

/// <summary>The fixed rule |x − y| ≤ a + r·|y|, y the other side.</summary>
/// <param name="tolerance">a and r, in the convention of the comparison.</param>
internal sealed class ToleranceRule(StatedTolerance tolerance) : AcceptanceRule
{
    /// <inheritdoc/>
    public override void Judge(TensorComparison tensor)
    {
        for (int i = 0; i < tensor.Verdicts.Length; i++)
        {
            tensor.Allowed[i] = tolerance.Allowed(tensor.Slot, tensor.Other[i]);
            tensor.Verdicts[i] = Agree(tensor.Engine[i], tensor.Other[i], tensor.Allowed[i]) ? NumberVerdict.Agrees : NumberVerdict.Differs;
        }
    }
}
