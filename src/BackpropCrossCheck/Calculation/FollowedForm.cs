using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Every number that somebody gives takes the place of the calculated one, so that each result is worked out of their own earlier
/// numbers. The step rule, the grading and the trace all judge by what follows in this way.</summary>
/// <param name="given">Their numbers, in the convention of the calculation.</param>
/// <param name="between">What becomes of the results that they do not give.</param>
internal sealed class FollowedForm(TensorSet given, ResultForm between) : ResultForm
{
    /// <summary>What follows: each result before anything became of it.</summary>
    public TensorSet Calculated { get; } = new(given.Layout);

    /// <summary>What follows, in the form of what is not given: rounded, for example.</summary>
    public TensorSet Formed { get; } = new(given.Layout);

    /// <inheritdoc/>
    public override bool DescendsOnStated => true;

    /// <inheritdoc/>
    public override ResultForm BetweenSteps => between;

    /// <inheritdoc/>
    public override ResultForm BetweenSamples => between.BetweenSamples;

    /// <summary>Calculates what follows from somebody's numbers.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="loss">The convention that the numbers are stated in.</param>
    /// <param name="given">The numbers.</param>
    /// <param name="steps">How each step is done.</param>
    /// <param name="between">What becomes of the results that are not given.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output.</exception>
    public static FollowedForm Of(Fixture fixture, Loss loss, TensorSet given, CalculationSteps steps, ResultForm between)
    {
        var form = new FollowedForm(given, between);
        _ = WorkedCalculation.Of(fixture, loss, steps, form);
        return form;
    }

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values) => Replaced(step, values, between.Of(step, values.AsSpan().ToArray()));

    /// <inheritdoc/>
    public override double[] OfUnchanged(Step step, double[] values) => Replaced(step, values, values.AsSpan().ToArray());

    private double[] Replaced(Step step, double[] calculated, double[] formed)
    {
        Calculated.Set(step, calculated);
        Formed.Set(step, formed);
        if (given[step] is not { } numbers)
        {
            return formed;
        }

        bool[]? missing = given.Missing(step);
        if (missing is null)
        {
            return numbers.AsSpan().ToArray();
        }

        double[] used = formed.AsSpan().ToArray();
        for (int i = 0; i < used.Length; i++)
        {
            used[i] = missing[i] ? used[i] : numbers[i];
        }

        return used;
    }
}
