using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Rounds the results of a calculation if requested, replaces them by a person's numbers if there are any, and keeps the original
/// results. For a training it keeps the first step.</summary>
internal sealed class TracedForm : ResultForm
{
    private readonly ResultForm _inner;
    private readonly FollowedForm _followed;

    /// <summary>The form for a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="roundedTo">How many decimals every result is rounded to before it is used further; null for no rounding.</param>
    /// <param name="taken">The numbers that replace them, or null.</param>
    public TracedForm(Fixture fixture, int? roundedTo, TensorSet? taken = null)
    {
        // As in the paper, Σ_k w_km δ_k is part of the line for δ and not a result of its own. The exception is before a softmax, where
        // every δ needs all of them.
        _inner = roundedTo is { } decimals
            ? new HandRoundedForm(DecimalRounding.Of(decimals), fixture.Network, RoundedSteps.Written | RoundedSteps.Derivatives)
            : Exact;
        _followed = new FollowedForm(Taken(fixture, taken), _inner);
        Kept = new TensorSet(fixture.Layout);
    }

    /// <summary>What was calculated, before it was rounded.</summary>
    public TensorSet Calculated => _followed.Calculated;

    /// <summary>What was calculated, rounded where that is wanted.</summary>
    public TensorSet Formed => _followed.Formed;

    /// <summary>The results that are used further.</summary>
    public TensorSet Kept { get; }

    /// <inheritdoc/>
    public override bool DescendsOnStated => _inner.DescendsOnStated;

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        if (Kept[step] is not null)
        {
            return _inner.Of(step, values);
        }

        double[] kept = _followed.Of(step, values);
        Kept.Set(step, [.. kept]);
        return kept;
    }

    /// <summary>The numbers that are put in their place: after several steps of a training a person's parameters are those of the last, and
    /// the trace shows the first.</summary>
    private static TensorSet Taken(Fixture fixture, TensorSet? given)
    {
        var taken = new TensorSet(fixture.Layout);
        foreach (Step step in fixture.Layout.Steps)
        {
            if (given?[step] is { } numbers
                && (fixture.Training is null or { Steps: 1 } || !step.Quantity.IsUpdatedParameter))
            {
                taken.Set(step, numbers, given.Missing(step));
            }
        }

        return taken;
    }
}
