using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Judges numbers of now against those of a baseline: what has the same bits agrees; a change is judged by the rule of the precision, with the rounding of one
/// side then and of the same side now; or every change differs.</summary>
internal static class BaselineRule
{
    /// <summary>Judges tensors.</summary>
    /// <param name="tensors">Engine: now. Other: the baseline.</param>
    /// <param name="reference">The fixture.</param>
    /// <param name="format">What both sides calculated in.</param>
    /// <param name="errors">The estimates that came with the numbers of now, or null.</param>
    /// <param name="exact">True: every change differs.</param>
    /// <returns>The rule, where it can name the units that make a number undecidable.</returns>
    public static RoundingRule? Judge(IEnumerable<TensorComparison> tensors, Reference reference, FloatFormat format, TensorSet? errors, bool exact)
    {
        AcceptanceRule rule = RuleFor(reference, format, errors);
        foreach (TensorComparison tensor in tensors)
        {
            rule.Judge(tensor);
            for (int i = 0; i < tensor.Slot.Length; i++)
            {
                if (!tensor.IsGiven(i) || !HasChanged(tensor, i))
                {
                    tensor.Verdicts[i] = NumberVerdict.Agrees;
                }
                else if (exact)
                {
                    tensor.Allowed[i] = 0;
                    tensor.Verdicts[i] = NumberVerdict.Differs;
                }
            }
        }

        return rule as RoundingRule;
    }

    /// <summary>Whether a number has other bits; all NaN are one.</summary>
    public static bool HasChanged(TensorComparison tensor, int index)
    {
        (double now, double then) = (tensor.Engine[index], tensor.Other[index]);
        return BitConverter.DoubleToInt64Bits(now) != BitConverter.DoubleToInt64Bits(then) && !(double.IsNaN(now) && double.IsNaN(then));
    }

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
        foreach (TensorSlot slot in errors.Layout.Slots)
        {
            if (errors[slot] is { } values)
            {
                twice.Set(slot, Array.ConvertAll(values, value => 2 * value));
            }
        }

        return twice;
    }
}
