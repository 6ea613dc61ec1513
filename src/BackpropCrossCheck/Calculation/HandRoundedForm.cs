using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Results are rounded before they are used further, as by hand.</summary>
/// <param name="rounding">To how many digits, and how.</param>
/// <param name="network">The network.</param>
/// <param name="steps">Which of them.</param>
internal sealed class HandRoundedForm(NumberRounding rounding, Network network, RoundedSteps steps = RoundedSteps.All) : ResultForm
{
    /// <inheritdoc/>
    public override bool DescendsOnStated => true;

    /// <inheritdoc/>
    public override double[] Of(CalculationStep step, int layer, double[] values)
    {
        RoundedSteps kind = step switch
        {
            CalculationStep.Derivative => RoundedSteps.Derivatives,
            CalculationStep.OutputGradient => network.Layers[layer].Activation.Kind == ActivationKind.Softmax ? RoundedSteps.Factors : RoundedSteps.OutputGradients,
            _ => RoundedSteps.Written,
        };
        return (steps & kind) != 0 ? Array.ConvertAll(values, rounding.Of) : values;
    }
}
