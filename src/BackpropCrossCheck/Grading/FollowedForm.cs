using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Replaces every calculated number by the one that the person gave, if there is one.</summary>
/// <param name="given">The person's numbers.</param>
/// <param name="between">What happens to results that are not given.</param>
internal sealed class FollowedForm(TensorSet given, ResultForm between) : ResultForm
{
    /// <summary>Each number before it was rounded or replaced: what it should be according to the person's own earlier numbers.</summary>
    public TensorSet Calculated { get; } = new(given.Layout);

    /// <inheritdoc/>
    public override bool DescendsOnStated => true;

    /// <inheritdoc/>
    public override ResultForm BetweenSteps => between;

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values) => Replaced(step, values, between.Of(step, [.. values]));

    /// <inheritdoc/>
    public override double[] OfUnchanged(Step step, double[] values) => Replaced(step, values, [.. values]);

    private double[] Replaced(Step step, double[] calculated, double[] used)
    {
        Calculated.Set(step, calculated);
        for (int i = 0; i < used.Length; i++)
        {
            used[i] = given.Has(step, i) ? given[step]![i] : used[i];
        }

        return used;
    }
}
