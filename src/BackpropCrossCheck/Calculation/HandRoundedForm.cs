using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Rounds results before they are used further, as by hand.</summary>
/// <param name="rounding">To how many digits, and in which way.</param>
/// <param name="network">The network.</param>
/// <param name="steps">Which results are rounded.</param>
/// <param name="roundsUpdates">Whether Δw is a result of its own. Otherwise it is part of the line of the new parameter.</param>
internal sealed class HandRoundedForm(
    NumberRounding rounding, Network network, RoundedSteps steps = RoundedSteps.All, bool roundsUpdates = false) : ResultForm
{
    /// <inheritdoc/>
    public override bool DescendsOnStated => true;

    /// <inheritdoc/>
    public override ResultForm BetweenSamples => this;

    /// <summary>One form for fixtures without Δw, and one for each way to treat it otherwise.</summary>
    /// <param name="rounding">To how many digits, and in which way.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="steps">Which results are rounded.</param>
    public static IEnumerable<HandRoundedForm> Ways(NumberRounding rounding, Fixture fixture, RoundedSteps steps)
        => ((bool[])(fixture.HasOptional && fixture.Training is not null ? [true, false] : [false]))
            .Select(roundsUpdates => new HandRoundedForm(rounding, fixture.Network, steps, roundsUpdates));

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        if (step.Quantity.IsUpdate && !roundsUpdates)
        {
            return values;
        }

        RoundedSteps kind = step.Quantity == Quantity.Derivative ? RoundedSteps.Derivatives
            : step.Quantity != Quantity.OutputGradient ? RoundedSteps.Written
            : network.Layers[step.Layer].Activation is Softmax ? RoundedSteps.Factors
            : RoundedSteps.OutputGradients;
        return (steps & kind) != 0 ? Array.ConvertAll(values, rounding.For(step.Quantity).Of) : values;
    }
}
