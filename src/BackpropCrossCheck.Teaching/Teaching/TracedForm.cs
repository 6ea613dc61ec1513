using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Rounds the results of a calculation where that is wanted, puts a person's numbers in their place where there are any, and keeps what was
/// calculated before either. Of a training it keeps the first step.</summary>
internal sealed class TracedForm : ResultForm
{
    private readonly ResultForm _inner;
    private readonly TensorSet? _taken;
    private readonly StepTable<TensorSlot> _slots;
    private readonly StepTable<double[]> _calculated;
    private readonly StepTable<double[]> _formed;
    private readonly StepTable<double[]> _kept;

    /// <summary>The form for a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="roundedTo">The decimals that every result is rounded to before it is used further; null where none is.</param>
    /// <param name="taken">The numbers that are put in their place, or null.</param>
    public TracedForm(Fixture fixture, int? roundedTo, TensorSet? taken = null)
    {
        // As in the paper, Σ_k w_km δ_k is part of the line for δ and no result of its own, except before a softmax, where every δ needs all of them.
        _inner = roundedTo is { } decimals
            ? new HandRoundedForm(DecimalRounding.Of(decimals), fixture.Network, RoundedSteps.Written | RoundedSteps.Derivatives)
            : Exact;
        _taken = taken;
        // After several steps a person's parameters are those of the last.
        int layers = fixture.Layout.Layers.Count;
        _slots = new(layers, fixture.Layout.Slots.Where(slot => slot.Quantity != Quantity.UpdatedParameter || fixture.Training is null or { Steps: 1 }), slot => slot);
        _calculated = new(layers);
        _formed = new(layers);
        _kept = new(layers);
    }

    /// <summary>What was calculated, before it was rounded; null where nothing was.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="layer">The layer, from 0.</param>
    public double[]? Calculated(CalculationStep step, int layer) => _calculated[step, layer];

    /// <summary>What was calculated, rounded where that is wanted.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="layer">The layer, from 0.</param>
    public double[]? Formed(CalculationStep step, int layer) => _formed[step, layer];

    /// <summary>What is used further.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="layer">The layer, from 0.</param>
    public double[]? Kept(CalculationStep step, int layer) => _kept[step, layer];

    /// <inheritdoc/>
    public override bool DescendsOnStated => _inner.DescendsOnStated;

    /// <inheritdoc/>
    public override double[] Of(CalculationStep step, int layer, double[] values)
    {
        if (_kept[step, layer] is not null)
        {
            return _inner.Of(step, layer, values);
        }

        _calculated[step, layer] = [.. values];
        double[] kept = _inner.Of(step, layer, values);
        _formed[step, layer] = [.. kept];
        if (_taken is not null && _slots[step, layer] is { } slot)
        {
            for (int i = 0; i < kept.Length; i++)
            {
                kept[i] = _taken.Has(slot, i) ? _taken[slot]![i] : kept[i];
            }
        }

        _kept[step, layer] = [.. kept];
        return kept;
    }
}
