using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Every number that a person gives takes the place of the one that was calculated.</summary>
/// <param name="given">The person's numbers.</param>
/// <param name="between">What becomes of the results that are not given.</param>
internal sealed class FollowedForm(TensorSet given, ResultForm between) : ResultForm
{
    /// <summary>What each number was before anything became of it: what it should be from the person's own earlier numbers.</summary>
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
