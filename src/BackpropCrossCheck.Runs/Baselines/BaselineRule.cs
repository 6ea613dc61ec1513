using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Judges the numbers of this run against those of a baseline. Equal bits agree. A change is judged by the rule of the precision,
/// allowing for the same side's rounding then and now; or every change counts as a difference.</summary>
/// <param name="rule">The rule of the precision.</param>
/// <param name="exact">True if every change counts as a difference.</param>
internal sealed class BaselineRule(AcceptanceRule rule, bool exact) : AcceptanceRule
{
    /// <inheritdoc/>
    public override string Text => rule.Text;

    /// <summary>The rule of the precision if it comes from the rounding analysis, which names the units that make a number undecidable;
    /// otherwise null.</summary>
    public RoundingRule? RoundingRule => rule as RoundingRule;

    /// <summary>The rule for a result.</summary>
    /// <param name="reference">The fixture.</param>
    /// <param name="format">The format in which both sides calculated.</param>
    /// <param name="errors">The error estimates that came with this run's numbers, or null.</param>
    /// <param name="exact">True if every change counts as a difference.</param>
    public static BaselineRule For(Reference reference, FloatFormat format, TensorSet? errors, bool exact)
        => new(RuleFor(reference, format, errors), exact);

    /// <inheritdoc/>
    public override NumberJudgement Judge(TensorComparison tensor, int index, LargestMagnitudes largest)
    {
        NumberJudgement judgement = rule.Judge(tensor, index, largest);
        return !tensor.IsGiven(index) || !HasChanged(tensor.Engine[index], tensor.Other[index]) ? NumberJudgement.Agrees(judgement.Allowed)
            : exact ? NumberJudgement.Differs(0)
            : judgement;
    }

    /// <summary>Whether a number on both sides has different bits. All NaN count as equal.</summary>
    /// <param name="number">The number.</param>
    public static bool HasChanged(ComparedNumber number) => number.Other is { } then && HasChanged(number.Engine, then);

    private static bool HasChanged(double now, double then)
        => BitConverter.DoubleToInt64Bits(now) != BitConverter.DoubleToInt64Bits(then) && !(double.IsNaN(now) && double.IsNaN(then));

    private static AcceptanceRule RuleFor(Reference reference, FloatFormat format, TensorSet? errors)
    {
        var convention = Convention.Of(reference.Fixture.Loss, reference.Fixture.Loss, reference.Fixture.Loss, reference.Fixture.Layout);
        if (errors is not null)
        {
            return new EstimatedRule(Twice(errors), reference, convention);
        }

        if (reference.Fixture.Tolerance is { } tolerance)
        {
            return new ToleranceRule(new StatedTolerance(tolerance, Scale: 1, IsFixtures: true));
        }

        AllowedErrors allowed = reference.AllowedBetween(format);
        return new RoundingRule(allowed, allowed.EveryKink, reference.HasDiverged, convention);
    }

    /// <summary>A baseline contains no error estimates, so those of this run count for both.</summary>
    private static TensorSet Twice(TensorSet errors)
    {
        var twice = new TensorSet(errors.Layout);
        foreach (Step step in errors.Layout.Steps)
        {
            if (errors[step] is { } values)
            {
                twice.Set(step, Array.ConvertAll(values, value => 2 * value));
            }
        }

        return twice;
    }
}
