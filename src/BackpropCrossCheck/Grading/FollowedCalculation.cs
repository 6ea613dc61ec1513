using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>What every number of a hand calculation should be if it is calculated from the person's own earlier numbers.</summary>
/// <remarks>A person may work out h' from the pre-activation or from the output (the paper does: 1 − 0.93²), a cross-entropy from either, and may round or cut off
/// h' and ∂L/∂z, which no entry states. Where a number is not given, the one that follows from the earlier ones stands in for it, not rounded.</remarks>
/// <param name="fixture">The fixture.</param>
/// <param name="given">The person's numbers.</param>
/// <param name="loss">The convention they are stated in.</param>
internal sealed class FollowedCalculation(Fixture fixture, TensorSet given, Loss loss)
{
    private readonly TensorSet _fromPreActivations = Calculate(fixture, given, loss, new HandSteps(fromOutputs: false), ResultForm.Exact);
    private readonly TensorSet _fromOutputs = Calculate(fixture, given, loss, new HandSteps(fromOutputs: true), ResultForm.Exact);
    private readonly TensorSet[]?[] _roundedFactors = new TensorSet[]?[Enum.GetValues<RoundingWay>().Length];

    /// <summary>The numbers that follow, with every given number in the place of the calculated one.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="given">The person's numbers.</param>
    /// <param name="loss">The convention they are stated in.</param>
    /// <param name="steps">How they are calculated.</param>
    /// <param name="between">What becomes of the results that are not given.</param>
    public static TensorSet Calculate(Fixture fixture, TensorSet given, Loss loss, HandSteps steps, ResultForm between)
    {
        var form = new FollowedForm(given, between);
        _ = WorkedCalculation.Of(fixture, loss, steps, form);
        return form.Calculated;
    }

    /// <summary>What a number should be from the person's earlier ones; null where it cannot be followed. Of the two ways to work out h' the one whose
    /// numbers the person gives, the pre-activation's where both are given.</summary>
    /// <param name="slot">The tensor.</param>
    /// <param name="index">The row-major index in it.</param>
    public double? Expected(TensorSlot slot, int index)
    {
        bool outputsOnly = slot.Layer >= 0 && !Gives(given.Layout.PreActivation(slot.Layer)) && Gives(given.Layout.Output(slot.Layer));
        return (outputsOnly ? _fromOutputs : _fromPreActivations)[slot]?[index];
    }

    /// <summary>What a number may be from the person's earlier ones, nothing rounded.</summary>
    /// <param name="slot">The tensor.</param>
    /// <param name="index">The row-major index in it.</param>
    public IEnumerable<double> Exact(TensorSlot slot, int index) => Numbers([_fromPreActivations, _fromOutputs], slot, index);

    /// <summary>What a number may be from the person's earlier ones, with h' or also ∂L/∂z rounded.</summary>
    /// <param name="rounding">To how many digits, and how.</param>
    /// <param name="slot">The tensor.</param>
    /// <param name="index">The row-major index in it.</param>
    public IEnumerable<double> WithRoundedFactors(NumberRounding rounding, TensorSlot slot, int index)
        => Numbers(_roundedFactors[(int)rounding.Way] ??= [.. RoundedFactors(rounding)], slot, index);

    private IEnumerable<TensorSet> RoundedFactors(NumberRounding rounding)
    {
        foreach (RoundedSteps steps in (RoundedSteps[])[RoundedSteps.Derivatives, RoundedSteps.Factors])
        {
            var form = new HandRoundedForm(rounding, fixture.Network, steps);
            yield return Calculate(fixture, given, loss, new HandSteps(fromOutputs: false), form);
            yield return Calculate(fixture, given, loss, new HandSteps(fromOutputs: true), form);
        }
    }

    private bool Gives(TensorSlot slot) => Enumerable.Range(0, slot.Length).Any(i => given.Has(slot, i));

    private static IEnumerable<double> Numbers(TensorSet[] sets, TensorSlot slot, int index)
    {
        foreach (TensorSet set in sets)
        {
            if (set[slot] is { } values)
            {
                yield return values[index];
            }
        }
    }
}
