using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Rounds results before they are used further, as by hand.</summary>
/// <param name="rounding">To how many digits, and in which way.</param>
/// <param name="network">The network.</param>
/// <param name="steps">Which results are rounded.</param>
internal sealed class HandRoundedForm(NumberRounding rounding, Network network, RoundedSteps steps = RoundedSteps.All) : ResultForm
{
    /// <inheritdoc/>
    public override bool DescendsOnStated => true;

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        RoundedSteps kind = step.Quantity == Quantity.Derivative ? RoundedSteps.Derivatives
            : step.Quantity != Quantity.OutputGradient ? RoundedSteps.Written
            : network.Layers[step.Layer].Activation is Softmax ? RoundedSteps.Factors
            : RoundedSteps.OutputGradients;
        return (steps & kind) != 0 ? Array.ConvertAll(values, rounding.For(step.Quantity).Of) : values;
    }
}
