using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation, or a part of it, is done in a coarser format than is stated. The numbers are right within its rounding; and
/// they lie on its grid, or the errors of the step where they arise are of the order of its rounding.</summary>
/// <param name="rounding">The format.</param>
/// <param name="nearest">The nearest number of the format.</param>
/// <param name="leavesItsGrid">Whether a single constant or operation in the format counts, so that few numbers may lie on its
/// grid.</param>
internal abstract class CoarserPrecision(FormatRounding rounding, Func<double, double> nearest, bool leavesItsGrid) : NumberMistake
{
    /// <summary>Some number must be off by at least this share of the unit roundoff: a single constant leaves a third of it.</summary>
    private const double CoarsestShare = 1.0 / 16;
    private const double ShareOnGrid = 0.5;
    private const int FewNumbers = 4;
    private const double FineDigits = 0.5;

    /// <inheritdoc/>
    public sealed override Finding? FindingIn(Reference reference, Evidence evidence, OwnSteps? own)
        => evidence.Other.Kind != ResultKind.Hand && IsCoarserThan(evidence) && CanHold(evidence)
            && (IsOnGrid(evidence)
                || (leavesItsGrid && own is { GivesOperands: true } && IsAsCoarse(evidence, own)))
            && IsRight(reference, evidence)
            ? Found(null, Text)
            : null;

    /// <summary>What the numbers show, and what to do about it.</summary>
    protected abstract string Text { get; }

    private bool IsCoarserThan(Evidence evidence)
        => evidence.Other.Format is not { } format || format.Rounding.UnitRoundoff < rounding.UnitRoundoff;

    /// <summary>Whether the format holds every number that is given: one that would be 0 in it, or infinite, was not calculated in
    /// it.</summary>
    private bool CanHold(Evidence evidence) => evidence.Tensors.SelectMany(evidence.Stated).Select(Math.Abs).All(value => value == 0
        || !double.IsFinite(value) || (value <= rounding.Largest && value >= rounding.SmallestNormal * rounding.UnitRoundoff));

    private bool IsOnGrid(Evidence evidence)
    {
        double[] fractions = [.. evidence.Tensors.Where(tensor => tensor.Step.Length > 1 || tensor.Step.IsBias)
            .SelectMany(evidence.Stated).Where(value => double.IsFinite(value) && value != Math.Round(value))];
        if (evidence.Other.Format is null)
        {
            // Where the digits are finer than the grid, they show whether a number lies on it.
            fractions = Array.FindAll(fractions, value => Digits.Unit(evidence.Other.Precision, value)
                <= FineDigits * rounding.UnitRoundoff * Math.Abs(value));
            return fractions.Length >= FewNumbers && Array.TrueForAll(
                fractions,
                value => IsOnGrid(value) || Math.Abs(nearest(value) - value) <= Digits.Unit(evidence.Other.Precision, value) / 2);
        }

        return fractions.Length >= FewNumbers && fractions.Count(IsOnGrid) >= ShareOnGrid * fractions.Length;
    }

    /// <summary>Whether the format holds a number, or the number is the shortest way to write one that it holds.</summary>
    private bool IsOnGrid(double value)
    {
        double held = nearest(value);
        string shortest = ((float)held).ToString("R", CultureInfo.InvariantCulture);
        return held == value || (held == (float)held && value == double.Parse(shortest, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the errors of the first wrong step are of the order of the format's rounding, in half of its numbers. The loss is
    /// one number, and tells nothing.</summary>
    private bool IsAsCoarse(Evidence evidence, OwnSteps own)
    {
        OwnStep? first = own.All.FirstOrDefault(step => step.IsWrong);
        return first is null
            ? evidence.Tensors.Any(tensor => IsAsCoarse(evidence.CorrectNumbers(tensor)!, evidence.Given(tensor)) >= CoarsestShare)
            : first.Step.Quantity != Quantity.Loss && IsAsCoarse(first.Expected, first.Given) >= CoarsestShare
                && (evidence.Other.Format is null || 2 * first.WrongCount >= first.Indices.Count(i => first.Expected[i] != 0));
    }

    /// <summary>The largest error, in units of the format's rounding of the number.</summary>
    private double IsAsCoarse(double[] right, double[] given) => right.Zip(given)
        .Where(pair => double.IsFinite(pair.Second) && pair.First != pair.Second)
        .Select(pair => Math.Abs(pair.First - pair.Second) / (rounding.UnitRoundoff * Math.Abs(pair.Second))).DefaultIfEmpty(0).Max();

    /// <summary>Whether every number is within the rounding of the format.</summary>
    private bool IsRight(Reference reference, Evidence evidence)
    {
        TensorSet? measured = rounding == FormatRounding.Float32 ? null : MeasuredAllowance.Of(
            evidence, Variation.Correct, evidence.Correct.Numbers, rounding);
        if (rounding != FormatRounding.Float32 && measured is null)
        {
            return false;
        }

        AllowedErrors? single = measured is null ? reference.AllowedAgainst(FloatFormat.Float32) : null;
        foreach (TensorComparison tensor in evidence.Tensors)
        {
            double[] given = evidence.Given(tensor);
            double[] right = evidence.CorrectNumbers(tensor)!;
            double stated = tensor.Step.ScalesWithLoss ? evidence.StatedFactor : 1;
            for (int i = 0; i < given.Length; i++)
            {
                double allowed = (single?.AcrossKinks(tensor.Step, i) * stated) ?? measured![tensor.Step]![i];
                double digit = evidence.LastDigit(tensor.Step, given[i], right[i]);
                if (Evidence.Counts(tensor, i) && !(Math.Abs(given[i] - right[i]) <= allowed + digit))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
