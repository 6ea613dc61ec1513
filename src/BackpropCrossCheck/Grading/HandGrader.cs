using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Marks a hand calculation, number by number.</summary>
internal static class HandGrader
{
    /// <summary>Sets the status of every number, and the verdict that follows from it: only a wrong number differs.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="hand">The calculation.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The tensors that are given, judged already by the rule of their precision.</param>
    public static void Grade(Reference reference, IndependentResult hand, Convention convention, IEnumerable<TensorComparison> tensors)
    {
        var followed = FollowedCalculation.Of(reference.Fixture, hand.Numbers, hand.Loss);
        TensorSet errors = reference.AllowedAgainst(FloatFormat.Float64).OwnSide;
        foreach (TensorComparison tensor in tensors)
        {
            var statuses = new GradeStatus[tensor.Slot.Length];
            for (int i = 0; i < statuses.Length; i++)
            {
                statuses[i] = tensor.IsGiven(i) ? Status(tensor, i, hand, convention, errors, followed) : GradeStatus.NotGiven;
                if (statuses[i] == GradeStatus.Wrong)
                {
                    tensor.Verdicts[i] = NumberVerdict.Differs;
                }
                else if (tensor.Verdicts[i] == NumberVerdict.Differs)
                {
                    tensor.Verdicts[i] = NumberVerdict.Agrees;
                }
            }

            tensor.Statuses = statuses;
        }
    }

    /// <summary>The mark of one number; digits count in the convention that the numbers are stated in.</summary>
    private static GradeStatus Status(
        TensorComparison tensor, int i, IndependentResult hand, Convention convention, TensorSet errors, FollowedCalculation followed)
    {
        double declared = tensor.Slot.ScalesWithLoss ? convention.Declared : 1;
        double given = hand.Numbers[tensor.Slot]![i];
        if (hand.Format is not null)
        {
            return tensor.Verdicts[i] != NumberVerdict.Differs ? GradeStatus.Correct
                : followed.Candidates(tensor.Slot).Any(way => Math.Abs(way[i] - given) <= tensor.Allowed[i] * declared) ? GradeStatus.Follows
                : GradeStatus.Wrong;
        }

        double value = tensor.Engine[i] * declared;
        double error = (errors[tensor.Slot]?[i] ?? 0) * declared * (tensor.Slot.ScalesWithLoss ? convention.FromEngine : 1);
        return RoundedNumber.IsRounded(hand.Precision, value, error, given) ? GradeStatus.Correct
            : RoundedNumber.IsCutOff(hand.Precision, value, error, given) ? GradeStatus.Truncated
            : followed.Candidates(tensor.Slot).Any(way => RoundedNumber.IsRounded(hand.Precision, way[i], error, given)
                || RoundedNumber.IsCutOff(hand.Precision, way[i], error, given)) ? GradeStatus.Follows
            : GradeStatus.Wrong;
    }
}
