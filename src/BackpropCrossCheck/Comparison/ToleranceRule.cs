using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Comparison;

/// <summary>The fixed rule |x − y| ≤ a + r·|y|, y the other side.</summary>
/// <param name="tolerance">a and r.</param>
internal sealed class ToleranceRule(Tolerance tolerance) : AcceptanceRule
{
    /// <inheritdoc/>
    public override void Judge(TensorComparison tensor)
    {
        for (int i = 0; i < tensor.Verdicts.Length; i++)
        {
            tensor.Allowed[i] = tolerance.Absolute + (tolerance.Relative * Math.Abs(tensor.Other[i]));
            tensor.Verdicts[i] = Agree(tensor.Engine[i], tensor.Other[i], tensor.Allowed[i]) ? NumberVerdict.Agrees : NumberVerdict.Differs;
        }
    }
}
