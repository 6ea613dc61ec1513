using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>Sentences about a calculation by hand.</summary>
internal static class HandText
{
    /// <summary>Numbers from here on are written with a power of ten.</summary>
    private const double Widest = 1e15;

    /// <summary>"25 numbers: 17 correct, 3 truncated, 5 follows", and how intermediate results were rounded if that explains some of them.
    /// Without marks, how many numbers agree.</summary>
    /// <param name="comparison">A comparison with answers.</param>
    public static string Marks(ResultComparison comparison)
    {
        if (comparison.Marks is not { Count: > 0 } given)
        {
            return ComparisonSentence.Counts(comparison.Numbers, comparison.Discrepancies, comparison.Undecidable);
        }

        string marks = string.Join(
            ", ", given.Select(mark => FormattableString.Invariant($"{mark.Numbers} {ReportWords.Of(mark.Status)}")));
        return $"{Wording.Count(comparison.Numbers, "number")}: {marks}"
            + (comparison.Intermediates is { } rounding ? $"; with every intermediate result {Of(rounding)}" : string.Empty);
    }

    /// <summary>"rounded to 2 decimals", "cut off after 2 decimals".</summary>
    public static string Of(NumberRounding rounding) => rounding.Way == RoundingWay.CutOff
        ? $"cut off after {ReportWords.Of(rounding.Precision)}"
        : $"rounded to {ReportWords.Of(rounding.Precision)}{(rounding.Way == RoundingWay.HalfEven ? ", halves to even" : string.Empty)}";

    /// <summary>"-0.49 is given, -0.52 follows from the numbers before it": explains a wrong number, in the person's own convention and
    /// digits.</summary>
    public static string Slip(ResultComparison comparison, ComparedNumber wrong)
    {
        double factor = (wrong.Step.ScalesWithLoss ? comparison.DeclaredScale ?? 1 : 1)
            * (comparison.HasNegativeDeltas && wrong.Step.Quantity == Quantity.Delta ? -1 : 1);
        NumberPrecision precision = comparison.Precision!.For(wrong.Step.Quantity);
        string given = Given(precision, wrong.Other!.Value * factor);
        string truth = Number(precision, wrong.Engine * factor);
        string? own = wrong.FromOwnNumbers is { } value ? Number(precision, value * factor) : null;
        return own is null ? $"{given} is given, {truth} is right"
            : own == truth ? $"{given} is given, {own} is right"
            : $"{given} is given, {own} follows from the numbers before it ({truth} from the true ones)";
    }

    /// <summary>A given number with all its digits.</summary>
    private static string Given(NumberPrecision precision, double value)
    {
        string rounded = Number(precision, value);
        return Math.Abs(double.Parse(rounded, CultureInfo.InvariantCulture) - value) <= Math.Abs(value) * 1e-12
            ? rounded
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A number with as many digits as an entry has.</summary>
    private static string Number(NumberPrecision precision, double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) >= Widest)
        {
            return value.ToString("G6", CultureInfo.InvariantCulture);
        }

        double rounded = precision is NumberPrecision.Format ? value : new NumberRounding(precision, RoundingWay.HalfUp).Of(value);
        return rounded.ToString(
            precision is NumberPrecision.Decimals decimals ? FormattableString.Invariant($"F{decimals.Count}") : "R",
            CultureInfo.InvariantCulture);
    }
}
