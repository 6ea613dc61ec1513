using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>A number that is not given is NaN, so that nothing follows from it. ∂L/∂z and h'(a), which few entries state, are kept: they
/// belong to the step from the given numbers to δ.</summary>
internal sealed class UnknownForm : ResultForm
{
    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        if (!step.Quantity.IsFactor)
        {
            Array.Fill(values, double.NaN);
        }

        return values;
    }
}
