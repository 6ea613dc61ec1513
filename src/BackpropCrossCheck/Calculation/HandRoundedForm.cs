using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Results are rounded before they are used further, as by hand.</summary>
/// <param name="rounding">To how many digits, and how.</param>
/// <param name="steps">Which of them.</param>
internal sealed class HandRoundedForm(NumberRounding rounding, RoundedSteps steps = RoundedSteps.All) : ResultForm
{
    /// <inheritdoc/>
    public override bool DescendsOnStated => true;

    /// <inheritdoc/>
    public override double[] Of(CalculationStep step, int layer, double[] values)
    {
        RoundedSteps kind = step is CalculationStep.OutputGradient or CalculationStep.Derivative ? RoundedSteps.Factors : RoundedSteps.Written;
        return steps.HasFlag(kind) ? Array.ConvertAll(values, rounding.Of) : values;
    }
}
