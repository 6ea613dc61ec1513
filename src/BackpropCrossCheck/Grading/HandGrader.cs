using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

    /// <summary>A larger relative uncertainty is a step at a kink, and no rounding.</summary>
    private const double LargestRounding = 1e-6;

    private static readonly RoundingWay[] RoundingWays = Enum.GetValues<RoundingWay>();

    private readonly Reference _reference;
    private readonly IndependentResult _hand;
    private readonly Convention _convention;
    private readonly TensorSet _errors;
    private readonly HandFollowed _followed;
    private readonly Lazy<bool> _mayCutOff;

    private HandGrader(Reference reference, IndependentResult hand, Convention convention)
    {
        _reference = reference;
        _hand = hand;
        _convention = convention;
        _errors = reference.AllowedAgainst(FloatFormat.Float64).OwnSide;
        _followed = new HandFollowed(reference.Fixture, hand.Numbers, hand.Loss);
        _mayCutOff = new Lazy<bool>(MayCutOff);
    }

    /// <summary>Grades every number. The verdict follows from the mark: only a number that is wrong, or that nobody can read,
    /// differs.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="hand">The calculation.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The given tensors, already judged by the rule of their precision.</param>
    public static HandGrades Grade(
        Reference reference, IndependentResult hand, Convention convention, IReadOnlyList<TensorComparison> tensors)
    {
        var grader = new HandGrader(reference, hand, convention);
        (TensorComparison[] marked, NumberRounding? rounding) = grader.Marked(tensors);
        if (hand.Format is null && Array.Exists(marked, tensor => tensor.CountOf(GradeStatus.Wrong) > 0)
            && WrittenDigits.FewerThan(hand.Precision, tensors, hand.Numbers) is { } written && HasDigits(written))
        {
            (marked, rounding) = grader.WithFewerDigits(written, tensors, marked, rounding);
        }

        (IReadOnlyList<TensorComparison> graded, Step? trivialFrom) = TrivialNumbers.Mark(marked, hand.Numbers);
        return new HandGrades([.. graded.Select(grader.Conclude)], rounding, trivialFrom);
    }

    private static bool HasDigits(NumberPrecision written) => written is not NumberPrecision.Decimals { Count: 0 };

    private (TensorComparison[] Marked, NumberRounding? Rounding) Marked(IReadOnlyList<TensorComparison> tensors)
    {
        TensorComparison[] marked = [.. tensors.Select(tensor => tensor with { Statuses = Statuses(tensor) })];
        RoundedHandCalculation? rounded = _hand.Format is null ? FindRounding(marked) : null;
        TensorComparison[] excused = rounded is null ? marked : Array.ConvertAll(marked, tensor => Excuse(tensor, rounded));
        return (_hand.Format is null ? AfterSlips(excused) : excused, rounded?.Rounding);
    }

    /// <summary>A number that was only written down wrongly was used as it should be. What comes out of the right one follows.</summary>
    private TensorComparison[] AfterSlips(TensorComparison[] marked)
    {
        if (Wrong(marked) < 2)
        {
            return marked;
        }

        var repaired = new TensorSet(_hand.Numbers.Layout);
        foreach (TensorComparison tensor in marked)
        {
            repaired.Set(
                tensor.Step,
                _hand.Numbers[tensor.Step]!,
                [.. Enumerable.Range(0, tensor.Step.Length).Select(i => !IsComparable(tensor, i) || IsWrong(tensor, i))]);
        }

        var followed = new HandFollowed(_reference.Fixture, repaired, _hand.Loss);
        return Array.ConvertAll(marked, tensor => tensor with
        {
            Statuses = [.. tensor.Statuses!.Value.Select((status, i) => status == GradeStatus.Wrong && FollowsFrom(followed, tensor.Step, i)
                ? GradeStatus.Follows
                : status)],
        });
    }

    private static int Wrong(TensorComparison[] marked)
    {
        int wrong = 0;
        foreach (TensorComparison tensor in marked)
        {
            wrong += tensor.CountOf(GradeStatus.Wrong);
        }

        return wrong;
    }

    private bool FollowsFrom(HandFollowed repaired, Step step, int i)
    {
        (double given, double error) = (_hand.Numbers[step]![i], ErrorOf(step, i));
        return Array.Exists(RoundingWays, way => IsRoundedFrom(
            repaired.WithRoundedResults(new NumberRounding(_hand.Precision, way), step, i), way, step, error, given));
    }

    /// <summary>A person who writes every number with fewer digits than asked for is graded by those digits. What is wrong by the digits
    /// asked for, and right by these, is right to fewer digits.</summary>
    private (TensorComparison[] Marked, NumberRounding? Rounding) WithFewerDigits(
        NumberPrecision written, IReadOnlyList<TensorComparison> tensors, TensorComparison[] asked, NumberRounding? rounding)
    {
        (TensorComparison[] fewer, NumberRounding? ofFewer) =
            new HandGrader(_reference, _hand with { Precision = written }, _convention).Marked(tensors);
        if (Wrong(fewer) >= Wrong(asked))
        {
            return (asked, rounding);
        }

        TensorComparison[] both = [.. asked.Zip(fewer, (tensor, byFewer) => tensor with
        {
            Statuses = [.. tensor.Statuses!.Value.Zip(byFewer.Statuses!.Value, (status, other) => status != GradeStatus.Wrong ? status
                : other == GradeStatus.Wrong ? GradeStatus.Wrong
                : GradeStatus.RoundedIntermediates)],
        })];
        return (both, ofFewer ?? new NumberRounding(written, RoundingWay.HalfUp));
    }

    private ImmutableArray<GradeStatus> Statuses(TensorComparison tensor)
    {
        var statuses = new GradeStatus[tensor.Step.Length];
        for (int i = 0; i < statuses.Length; i++)
        {
            statuses[i] = tensor.IsGiven(i) ? Status(tensor, i) : GradeStatus.NotGiven;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(statuses);
    }

    /// <summary>The mark of one number on its own. Digits count in the convention in which the numbers are stated.</summary>
    private GradeStatus Status(TensorComparison tensor, int i)
    {
        Step step = tensor.Step;
        double declared = step.ScalesWithLoss ? _convention.Declared : 1;
        double given = _hand.Numbers[step]![i];
        if (double.IsNaN(tensor.Other[i]))
        {
            return GradeStatus.Unreadable;
        }

        if (!_hand.HasDigits(step) || !double.IsFinite(tensor.Allowed[i]))
        {
            // If the calculation of a number overflows, the number follows from nothing.
            return tensor.Verdicts[i] != NumberVerdict.Differs ? GradeStatus.Correct
                : double.IsFinite(tensor.Allowed[i])
                    && _followed.Exact(step, i).Any(value => Math.Abs(value - given) <= tensor.Allowed[i] * declared) ? GradeStatus.Follows
                : GradeStatus.Wrong;
        }

        double value = _convention.OtherOf(step, i, tensor.Engine[i]);
        double error = ErrorOf(step, i);
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
        foreach (RoundingWay way in RoundingWays)
        {
            isRounded = isRounded || IsRoundedFrom(
                _followed.WithRoundedFactors(new NumberRounding(_hand.Precision, way), step, i), way, step, error, given);
        }

        return isRounded;
    }

    /// <summary>Whether a number is one of several values, rounded in a way that the person may use.</summary>
    private bool IsRoundedFrom(IEnumerable<double> values, RoundingWay way, Step step, double error, double given)
    {
        NumberPrecision precision = _hand.PrecisionOf(step);
        return way == RoundingWay.CutOff
            ? _mayCutOff.Value && values.Any(value => RoundedNumber.IsCutOff(precision, value, error, given))
            : values.Any(value => RoundedNumber.IsRounded(precision, value, error, given));
    }

    /// <summary>Whether the person may cut off h' and ∂L/∂z, which nobody states. Not if a number is rounded up and none is cut off:
    /// wrong factors that are cut off twice come out right too easily.</summary>
    private bool MayCutOff()
    {
        var ofFactors = new NumberRounding(_hand.Precision, RoundingWay.CutOff);
        bool rounds = false;
        foreach ((Step step, int i) in _hand.Numbers.Layout.Steps
            .SelectMany(step => Enumerable.Range(0, step.Length).Where(i => _hand.Numbers.Has(step, i)).Select(i => (step, i))))
        {
            (double given, double error) = (_hand.Numbers[step]![i], ErrorOf(step, i));
            NumberPrecision precision = _hand.PrecisionOf(step);
            bool IsCutOff(double value) => RoundedNumber.IsCutOff(precision, value, error, given);

            double[] values = [.. _followed.Exact(step, i)];
            bool isRounded = Array.Exists(values, value => RoundedNumber.IsRounded(precision, value, error, given));
            bool isCutOff = Array.Exists(values, IsCutOff);
            if (isCutOff && !isRounded)
            {
                return true;
            }

            rounds |= isRounded && !isCutOff && !_followed.WithRoundedFactors(ofFactors, step, i).Any(IsCutOff);
        }

        return !rounds;
    }

    /// <summary>The uncertainty of the engine's number, in the person's convention. At a kink it may be as large as a digit; a person's
    /// decimal number is exactly at the kink, and so is the engine's.</summary>
    private double ErrorOf(Step step, int index)
    {
        double error = (_errors[step]?[index] ?? 0) * (step.ScalesWithLoss ? _convention.Declared * _convention.FromEngine : 1);
        double digit = _hand.HasDigits(step) ? Digits.Unit(_hand.PrecisionOf(step), _hand.Numbers[step]![index]) : double.PositiveInfinity;
        return error < digit / 2 || error < LargestRounding * Math.Abs(_hand.Numbers[step]![index]) ? error : 0;
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

    private static bool IsComparable(TensorComparison tensor, int index)
        => tensor.IsGiven(index) && double.IsFinite(tensor.Allowed[index])
            && tensor.Statuses!.Value[index] != GradeStatus.Unreadable;

    private static bool IsWrong(TensorComparison tensor, int index) => tensor.Statuses!.Value[index] == GradeStatus.Wrong;

    /// <summary>Derives the verdicts from the marks, and adds to each wrong number what would have been right.</summary>
    private TensorComparison Conclude(TensorComparison tensor)
    {
        double?[] expected = new double?[tensor.Step.Length];
        var verdicts = new NumberVerdict[expected.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            bool wrong = IsWrong(tensor, i) || tensor.Statuses!.Value[i] == GradeStatus.Unreadable;
            expected[i] = wrong && double.IsFinite(tensor.Engine[i]) ? Stated(tensor.Step, i) : null;
            verdicts[i] = wrong ? NumberVerdict.Differs
                : tensor.Verdicts[i] == NumberVerdict.Differs || IsRightByDigits(tensor, i) ? NumberVerdict.Agrees
                : tensor.Verdicts[i];
        }

        return tensor with
        {
            Verdicts = ImmutableCollectionsMarshal.AsImmutableArray(verdicts),
            FromOwnNumbers = ImmutableCollectionsMarshal.AsImmutableArray(expected),
        };
    }

    /// <summary>Whether the mark of a number says all: its digits are right, however little they may tell.</summary>
    private bool IsRightByDigits(TensorComparison tensor, int i) => _hand.HasDigits(tensor.Step) && IsComparable(tensor, i);

    /// <summary>What follows from the person's own numbers, as the comparison states it.</summary>
    private double? Stated(Step step, int i) => _followed.Expected(step, i) is not { } value ? null
        : !step.ScalesWithLoss ? value
        : ((value - _convention.AddedTo(step, i)) / _convention.Declared) + _convention.AddedTo(step, i);

    private static (Step Step, int Index)[] Addresses(IEnumerable<(TensorComparison Tensor, int Index)> numbers)
        => [.. numbers.Select(number => (number.Tensor.Step, number.Index))];
}
