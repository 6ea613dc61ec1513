using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Rounds the results of a calculation if requested, replaces them by a person's numbers if there are any, and keeps the original
/// results. For a training it keeps the first step.</summary>
internal sealed class TracedForm : ResultForm
{
    private readonly ResultForm _inner;
    private readonly TensorSet? _taken;
    private readonly bool _takesUpdated;

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
        _taken = taken;
        // After several steps, a person's parameters are those of the last step.
        _takesUpdated = fixture.Training is null or { Steps: 1 };
        Calculated = new TensorSet(fixture.Layout);
        Formed = new TensorSet(fixture.Layout);
        Kept = new TensorSet(fixture.Layout);
    }

    /// <summary>The calculated results before rounding.</summary>
    public TensorSet Calculated { get; }

    /// <summary>The calculated results, rounded if requested.</summary>
    public TensorSet Formed { get; }

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

        Calculated.Set(step, [.. values]);
        double[] kept = _inner.Of(step, values);
        Formed.Set(step, [.. kept]);
        if (_taken is not null && (_takesUpdated || step.Quantity is not (Quantity.UpdatedWeights or Quantity.UpdatedBias)))
        {
            for (int i = 0; i < kept.Length; i++)
            {
                kept[i] = _taken.Has(step, i) ? _taken[step]![i] : kept[i];
            }
        }

        Kept.Set(step, [.. kept]);
        return kept;
    }
}
