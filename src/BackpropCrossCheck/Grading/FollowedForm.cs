using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Every number that a person gives takes the place of the one that was calculated.</summary>
/// <param name="given">The person's numbers.</param>
/// <param name="between">What becomes of the results that are not given.</param>
internal sealed class FollowedForm(TensorSet given, ResultForm between) : ResultForm
{
    private readonly StepTable<TensorSlot> _slots = new(given.Layout.Layers.Count, given.Layout.Slots, slot => slot);

    /// <summary>What each number was before anything became of it: what it should be from the person's own earlier numbers.</summary>
    public TensorSet Calculated { get; } = new(given.Layout);

    /// <inheritdoc/>
    public override bool DescendsOnStated => true;

    /// <inheritdoc/>
    public override ResultForm BetweenSteps => between;

    /// <inheritdoc/>
    public override double[] Of(CalculationStep step, int layer, double[] values)
        => _slots[step, layer] is { } slot ? Replaced(slot, values, between.Of(step, layer, [.. values])) : between.Of(step, layer, values);

    /// <inheritdoc/>
    public override double[] OfUnchanged(CalculationStep step, int layer, double[] values) => Replaced(_slots[step, layer]!, values, [.. values]);

    private double[] Replaced(TensorSlot slot, double[] calculated, double[] used)
    {
        Calculated.Set(slot, calculated);
        for (int i = 0; i < used.Length; i++)
        {
            used[i] = given.Has(slot, i) ? given[slot]![i] : used[i];
        }

        return used;
    }
}
