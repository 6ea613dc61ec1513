using System.Collections.Immutable;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Grades a hand calculation, number by number.</summary>
internal sealed class HandGrader
{
    /// <summary>The rule in words.</summary>
    public const string Rule =
        "a number is right when it is the true one, rounded or cut off to the digits given, or follows from the person's own "
            + "earlier numbers";

    private readonly Reference _reference;
    private readonly IndependentResult _hand;
    private readonly Convention _convention;
    private readonly TensorSet _errors;
    private readonly HandFollowed _followed;

    private HandGrader(Reference reference, IndependentResult hand, Convention convention)
    {
        _reference = reference;
        _hand = hand;
        _convention = convention;
        _errors = reference.AllowedAgainst(FloatFormat.Float64).OwnSide;
        _followed = new HandFollowed(reference.Fixture, hand.Numbers, hand.Loss);
    }

    /// <summary>Grades every number. The verdict follows from the mark: only a wrong number differs.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="hand">The calculation.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The given tensors, already judged by the rule of their precision.</param>
    /// <returns>The graded tensors; and how the person rounds intermediate results, if that explains a number that would otherwise be
    /// wrong, else null.</returns>
    public static (IReadOnlyList<TensorComparison> Tensors, NumberRounding? Intermediates) Grade(
        Reference reference, IndependentResult hand, Convention convention, IReadOnlyList<TensorComparison> tensors)
    {
        var grader = new HandGrader(reference, hand, convention);
        TensorComparison[] marked = [.. tensors.Select(tensor => tensor with { Statuses = grader.Statuses(tensor) })];
        RoundedHandCalculation? rounded = hand.Format is null ? grader.FindRounding(marked) : null;
        return ([.. marked.Select(tensor => grader.Conclude(rounded is null ? tensor : Excuse(tensor, rounded)))], rounded?.Rounding);
    }

    private ImmutableArray<GradeStatus> Statuses(TensorComparison tensor)
        => [.. Enumerable.Range(0, tensor.Step.Length).Select(i => tensor.IsGiven(i) ? Status(tensor, i) : GradeStatus.NotGiven)];

    /// <summary>The mark of one number on its own. Digits count in the convention in which the numbers are stated.</summary>
    private GradeStatus Status(TensorComparison tensor, int i)
    {
        Step step = tensor.Step;
        double declared = step.ScalesWithLoss ? _convention.Declared : 1;
        double given = _hand.Numbers[step]![i];
        if (!_hand.HasDigits(step) || !double.IsFinite(tensor.Allowed[i]))
        {
            // If the calculation of a number overflows, the number follows from nothing.
            return tensor.Verdicts[i] != NumberVerdict.Differs ? GradeStatus.Correct
                : double.IsFinite(tensor.Allowed[i])
                    && _followed.Exact(step, i).Any(value => Math.Abs(value - given) <= tensor.Allowed[i] * declared) ? GradeStatus.Follows
                : GradeStatus.Wrong;
        }

        double value = tensor.Engine[i] * declared;
        double error = (_errors[step]?[i] ?? 0) * declared * (step.ScalesWithLoss ? _convention.FromEngine : 1);
        NumberPrecision precision = _hand.PrecisionOf(step);
        return RoundedNumber.IsRounded(precision, value, error, given) ? GradeStatus.Correct
            : RoundedNumber.IsCutOff(precision, value, error, given) ? GradeStatus.Truncated
            : Follows(step, i, error, given) ? GradeStatus.Follows
            : GradeStatus.Wrong;
    }

    /// <summary>Someone who rounds the factors of δ rounds the result in the same way.</summary>
    private bool Follows(Step step, int i, double error, double given)
    {
        NumberPrecision precision = _hand.PrecisionOf(step);
        bool isRounded = _followed.Exact(step, i).Any(value =>
            RoundedNumber.IsRounded(precision, value, error, given) || RoundedNumber.IsCutOff(precision, value, error, given));
        foreach (RoundingWay way in Enum.GetValues<RoundingWay>())
        {
            isRounded = isRounded
                || _followed.WithRoundedFactors(new NumberRounding(_hand.Precision, way), step, i).Any(value => way == RoundingWay.CutOff
                ? RoundedNumber.IsCutOff(precision, value, error, given)
                : RoundedNumber.IsRounded(precision, value, error, given));
        }

        return isRounded;
    }

    /// <summary>Looks for a way of rounding intermediate results that explains numbers which would otherwise be wrong.</summary>
    private RoundedHandCalculation? FindRounding(TensorComparison[] tensors)
    {
        if (Array.TrueForAll(tensors, tensor => tensor.CountOf(GradeStatus.Wrong) == 0))
        {
            return null;
        }

        var numbers = tensors.SelectMany(tensor => Enumerable.Range(0, tensor.Step.Length)
            .Where(i => IsComparable(tensor, i)).Select(i => (Tensor: tensor, Index: i)))
            .ToLookup(number => IsWrong(number.Tensor, number.Index));
        return RoundedHandCalculation.Find(_reference.Fixture, _hand, Addresses(numbers[false]), Addresses(numbers[true]));
    }

    private static TensorComparison Excuse(TensorComparison tensor, RoundedHandCalculation rounded) => tensor with
    {
        Statuses = [.. tensor.Statuses!.Value.Select((status, i) => !IsComparable(tensor, i) || !IsWrong(tensor, i) ? status
            : rounded.Gives(tensor.Step, i) ? GradeStatus.RoundedIntermediates
            : rounded.Follows(tensor.Step, i) ? GradeStatus.Follows
            : GradeStatus.Wrong)],
    };

    private static bool IsComparable(TensorComparison tensor, int index) => tensor.IsGiven(index) && double.IsFinite(tensor.Allowed[index]);

    private static bool IsWrong(TensorComparison tensor, int index) => tensor.Statuses!.Value[index] == GradeStatus.Wrong;

    /// <summary>Derives the verdicts from the marks, and adds to each wrong number what would have been right.</summary>
    private TensorComparison Conclude(TensorComparison tensor)
    {
        double declared = tensor.Step.ScalesWithLoss ? _convention.Declared : 1;
        double?[] expected = new double?[tensor.Step.Length];
        var verdicts = new NumberVerdict[expected.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            bool wrong = IsWrong(tensor, i);
            expected[i] = wrong && double.IsFinite(tensor.Engine[i]) ? _followed.Expected(tensor.Step, i) / declared : null;
            verdicts[i] = wrong ? NumberVerdict.Differs
                : tensor.Verdicts[i] == NumberVerdict.Differs ? NumberVerdict.Agrees
                : tensor.Verdicts[i];
        }

        return tensor with { Verdicts = [.. verdicts], FromOwnNumbers = [.. expected] };
    }

    private static (Step Step, int Index)[] Addresses(IEnumerable<(TensorComparison Tensor, int Index)> numbers)
        => [.. numbers.Select(number => (number.Tensor.Step, number.Index))];
}
