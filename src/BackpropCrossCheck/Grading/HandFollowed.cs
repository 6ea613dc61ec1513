using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>What every number of a hand calculation should be if it is calculated from the person's own earlier numbers.</summary>
/// <remarks>A person may work out h' from the pre-activation or from the output (the paper does: 1 − 0.93²), a cross-entropy from either,
/// and may round or cut off h' and ∂L/∂z, which no entry states. Where a number is not given, the one that follows from the earlier ones
/// stands in for it, not rounded.</remarks>
/// <param name="fixture">The fixture.</param>
/// <param name="given">The person's numbers.</param>
/// <param name="loss">The convention they are stated in.</param>
internal sealed class HandFollowed(Fixture fixture, TensorSet given, Loss loss)
{
    private readonly TensorSet _fromPreActivations = Calculate(fixture, given, loss, fromOutputs: false, ResultForm.Exact);
    private readonly TensorSet _fromOutputs = Calculate(fixture, given, loss, fromOutputs: true, ResultForm.Exact);
    private readonly TensorSet[]?[] _roundedFactors = new TensorSet[]?[Enum.GetValues<RoundingWay>().Length];

    /// <summary>What a number should be from the person's earlier ones; null where it cannot be followed. Of the two ways to work out h'
    /// the one whose numbers the person gives, the pre-activation's where both are given.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in it.</param>
    public double? Expected(Step step, int index)
    {
        bool outputsOnly = step.Layer >= 0 && !Gives(given.Layout.PreActivation(step.Layer)) && Gives(given.Layout.Output(step.Layer));
        return (outputsOnly ? _fromOutputs : _fromPreActivations)[step]?[index];
    }

    /// <summary>What a number may be from the person's earlier ones, nothing rounded.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in it.</param>
    public IEnumerable<double> Exact(Step step, int index) => Numbers([_fromPreActivations, _fromOutputs], step, index);

    /// <summary>What a number may be from the person's earlier ones, with h' or also ∂L/∂z rounded.</summary>
    /// <param name="rounding">To how many digits, and how.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in it.</param>
    public IEnumerable<double> WithRoundedFactors(NumberRounding rounding, Step step, int index)
        => Numbers(_roundedFactors[(int)rounding.Way] ??= [.. RoundedFactors(rounding)], step, index);

    private IEnumerable<TensorSet> RoundedFactors(NumberRounding rounding)
    {
        foreach (RoundedSteps steps in (RoundedSteps[])[RoundedSteps.Derivatives, RoundedSteps.Factors])
        {
            var form = new HandRoundedForm(rounding, fixture.Network, steps);
            yield return Calculate(fixture, given, loss, fromOutputs: false, form);
            yield return Calculate(fixture, given, loss, fromOutputs: true, form);
        }
    }

    private static TensorSet Calculate(Fixture fixture, TensorSet given, Loss loss, bool fromOutputs, ResultForm between)
        => FollowedForm.Of(fixture, loss, given, new HandSteps(fromOutputs), between).Calculated;

    private bool Gives(Step step) => Enumerable.Range(0, step.Length).Any(i => given.Has(step, i));

    private static IEnumerable<double> Numbers(TensorSet[] sets, Step step, int index)
    {
        foreach (TensorSet set in sets)
        {
            if (set[step] is { } values)
            {
                yield return values[index];
            }
        }
    }
}
