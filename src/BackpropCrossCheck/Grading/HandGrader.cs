using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Marks a hand calculation, number by number.</summary>
internal sealed class HandGrader
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "a number is right when it is the true one, rounded or cut off to the digits given, or follows from the person's own earlier numbers";

    private readonly Reference _reference;
    private readonly IndependentResult _hand;
    private readonly Convention _convention;
    private readonly TensorSet _errors;
    private readonly FollowedCalculation _followed;

    private HandGrader(Reference reference, IndependentResult hand, Convention convention)
    {
        _reference = reference;
        _hand = hand;
        _convention = convention;
        _errors = reference.AllowedAgainst(FloatFormat.Float64).OwnSide;
        _followed = new FollowedCalculation(reference.Fixture, hand.Numbers, hand.Loss);
    }

    /// <summary>Sets the status of every number, and the verdict that follows from it: only a wrong number differs.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="hand">The calculation.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The tensors that are given, judged already by the rule of their precision.</param>
    /// <returns>How the person rounds intermediate results, where that explains a number that is not right otherwise; else null.</returns>
    public static NumberRounding? Grade(Reference reference, IndependentResult hand, Convention convention, IReadOnlyList<TensorComparison> tensors)
    {
        var grader = new HandGrader(reference, hand, convention);
        foreach (TensorComparison tensor in tensors)
        {
            tensor.Statuses = grader.Statuses(tensor);
        }

        NumberRounding? rounding = hand.Format is null ? grader.ExcuseRounding(tensors) : null;
        foreach (TensorComparison tensor in tensors)
        {
            grader.Conclude(tensor);
        }

        return rounding;
    }

    private GradeStatus[] Statuses(TensorComparison tensor)
    {
        var statuses = new GradeStatus[tensor.Slot.Length];
        for (int i = 0; i < statuses.Length; i++)
        {
            statuses[i] = tensor.IsGiven(i) ? Status(tensor, i) : GradeStatus.NotGiven;
        }

        return statuses;
    }

    /// <summary>The mark of one number on its own; digits count in the convention that the numbers are stated in.</summary>
    private GradeStatus Status(TensorComparison tensor, int i)
    {
        TensorSlot slot = tensor.Slot;
        double declared = slot.ScalesWithLoss ? _convention.Declared : 1;
        double given = _hand.Numbers[slot]![i];
        if (_hand.Format is not null || !double.IsFinite(tensor.Allowed[i]))
        {
            // Where the way to the number overflows, no number follows from anything.
            return tensor.Verdicts[i] != NumberVerdict.Differs ? GradeStatus.Correct
                : double.IsFinite(tensor.Allowed[i]) && _followed.Exact(slot, i).Any(value => Math.Abs(value - given) <= tensor.Allowed[i] * declared) ? GradeStatus.Follows
                : GradeStatus.Wrong;
        }

        double value = tensor.Engine[i] * declared;
        double error = (_errors[slot]?[i] ?? 0) * declared * (slot.ScalesWithLoss ? _convention.FromEngine : 1);
        return RoundedNumber.IsRounded(_hand.Precision, value, error, given) ? GradeStatus.Correct
            : RoundedNumber.IsCutOff(_hand.Precision, value, error, given) ? GradeStatus.Truncated
            : Follows(slot, i, error, given) ? GradeStatus.Follows
            : GradeStatus.Wrong;
    }

    /// <summary>Who rounds the factors of δ rounds the result in the same way.</summary>
    private bool Follows(TensorSlot slot, int i, double error, double given)
    {
        bool isRounded = _followed.Exact(slot, i).Any(value =>
            RoundedNumber.IsRounded(_hand.Precision, value, error, given) || RoundedNumber.IsCutOff(_hand.Precision, value, error, given));
        foreach (RoundingWay way in Enum.GetValues<RoundingWay>())
        {
            isRounded = isRounded || _followed.WithRoundedFactors(new NumberRounding(_hand.Precision, way), slot, i).Any(value => way == RoundingWay.CutOff
                ? RoundedNumber.IsCutOff(_hand.Precision, value, error, given)
                : RoundedNumber.IsRounded(_hand.Precision, value, error, given));
        }

        return isRounded;
    }

    /// <summary>Looks for a way to round intermediate results that explains numbers which are wrong otherwise.</summary>
    private NumberRounding? ExcuseRounding(IReadOnlyList<TensorComparison> tensors)
    {
        if (tensors.All(tensor => tensor.CountOf(GradeStatus.Wrong) == 0))
        {
            return null;
        }

        var numbers = tensors.SelectMany(tensor => Enumerable.Range(0, tensor.Slot.Length).Where(i => tensor.IsGiven(i) && double.IsFinite(tensor.Allowed[i])).Select(i => (Tensor: tensor, Index: i)))
            .ToLookup(number => number.Tensor.Statuses![number.Index] == GradeStatus.Wrong);
        if (RoundedHandCalculation.Find(_reference.Fixture, _hand, Addresses(numbers[false]), Addresses(numbers[true])) is not { } rounded)
        {
            return null;
        }

        foreach ((TensorComparison tensor, int index) in numbers[true])
        {
            tensor.Statuses![index] = rounded.Gives(tensor.Slot, index) ? GradeStatus.RoundedIntermediates
                : rounded.Follows(tensor.Slot, index) ? GradeStatus.Follows
                : GradeStatus.Wrong;
        }

        return rounded.Rounding;
    }

    /// <summary>Verdicts follow from marks; a wrong number comes with what would have been right.</summary>
    private void Conclude(TensorComparison tensor)
    {
        double declared = tensor.Slot.ScalesWithLoss ? _convention.Declared : 1;
        double?[] expected = new double?[tensor.Slot.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            bool wrong = tensor.Statuses![i] == GradeStatus.Wrong;
            expected[i] = wrong && double.IsFinite(tensor.Engine[i]) ? _followed.Expected(tensor.Slot, i) / declared : null;
            tensor.Verdicts[i] = wrong ? NumberVerdict.Differs
                : tensor.Verdicts[i] == NumberVerdict.Differs ? NumberVerdict.Agrees
                : tensor.Verdicts[i];
        }

        tensor.FromOwnNumbers = expected;
    }

    private static (TensorSlot Slot, int Index)[] Addresses(IEnumerable<(TensorComparison Tensor, int Index)> numbers)
        => [.. numbers.Select(number => (number.Tensor.Slot, number.Index))];
}
