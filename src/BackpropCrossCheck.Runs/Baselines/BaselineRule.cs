using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Judges numbers of now against those of a baseline: what has the same bits agrees; a change is judged by the rule of the
/// precision, with the rounding of one side then and of the same side now; or every change differs.</summary>
/// <param name="rule">The rule of the precision.</param>
/// <param name="exact">True: every change differs.</param>
internal sealed class BaselineRule(AcceptanceRule rule, bool exact) : AcceptanceRule
{
    /// <inheritdoc/>
    public override string Text => rule.Text;

    /// <summary>The rule of the precision where it is that of the rounding analysis, which names the units that make a number
    /// undecidable; else null.</summary>
    public RoundingRule? RoundingRule => rule as RoundingRule;

    /// <summary>The rule for a result.</summary>
    /// <param name="reference">The fixture.</param>
    /// <param name="format">What both sides calculated in.</param>
    /// <param name="errors">The estimates that came with the numbers of now, or null.</param>
    /// <param name="exact">True: every change differs.</param>
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

    /// <summary>Whether a number that both sides have has other bits; all NaN are one.</summary>
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

    /// <summary>The estimate of now stands for that of then as well, which no baseline has.</summary>
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
