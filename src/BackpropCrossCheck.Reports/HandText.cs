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
    private const int MostDecimals = 15;

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
            + (comparison.Intermediates is not { } rounding ? string.Empty
                : comparison.IsCoarse ? $"; {Coarse(rounding, comparison.Precision!)}"
                : $"; with every intermediate result {Of(rounding)}");
    }

    /// <summary>"1 decimal was carried where 3 were asked", what most numbers are missing from, and which numbers are 0 whatever is done:
    /// everything about the whole of a person's answers.</summary>
    /// <param name="comparison">A comparison with answers.</param>
    public static IEnumerable<string> Remarks(ResultComparison comparison)
    {
        if (comparison.IsCoarse)
        {
            yield return Coarse(comparison.Intermediates!, comparison.Precision!);
        }

        if (comparison.LeftOut is { } missing)
        {
            yield return $"incomplete: {missing}";
        }

        if (comparison.Marks?.FirstOrDefault(mark => mark.Status == GradeStatus.Trivial) is { } trivial)
        {
            string from = comparison.TrivialFrom is { } step ? $"from {StepText.Name(step)} on, " : string.Empty;
            (string are, string get) = trivial.Numbers == 1 ? ("is", "gets") : ("are", "get");
            yield return $"trivial: {from}nothing but zeros is given. {Wording.Count(trivial.Numbers, "number")} after it {are} 0 "
                + $"whatever is done, and {get} no marks.";
        }
    }

    private static string Coarse(NumberRounding rounding, NumberPrecision asked)
    {
        (int carried, int wanted) = (Count(rounding.Precision), Count(asked));
        string way = rounding.Way == RoundingWay.CutOff ? ", cut off" : string.Empty;
        return FormattableString.Invariant(
            $"coarse: {ReportWords.Of(rounding.Precision)} {(carried == 1 ? "was" : "were")} carried where {wanted} were asked{way}");
    }

    private static int Count(NumberPrecision precision) => precision.ForMost() switch
    {
        NumberPrecision.Decimals decimals => decimals.Count,
        NumberPrecision.Significant significant => significant.Count,
        _ => throw new ArgumentException("The precision has no digits.", nameof(precision)),
    };

    /// <summary>"rounded to 2 decimals", "cut off after 2 decimals".</summary>
    public static string Of(NumberRounding rounding) => rounding.Way == RoundingWay.CutOff
        ? $"cut off after {ReportWords.Of(rounding.Precision)}"
        : $"rounded to {ReportWords.Of(rounding.Precision)}{(rounding.Way == RoundingWay.HalfEven ? ", halves to even" : string.Empty)}";

    /// <summary>"-0.49 is given, -0.52 follows from the numbers before it": explains a wrong number, in the person's own convention and
    /// digits.</summary>
    public static string Slip(ResultComparison comparison, ComparedNumber wrong)
    {
        string truth = Truth(comparison, wrong);
        if (wrong.Status == GradeStatus.Unreadable)
        {
            return $"what is given cannot be read, {truth} is right";
        }

        string given = Given(comparison, wrong);
        string? own = Own(comparison, wrong);
        return own is null ? $"{given} is given, {truth} is right"
            : own == truth ? $"{given} is given, {own} is right"
            : $"{given} is given, {own} follows from the numbers before it ({truth} from the true ones)";
    }

    /// <summary>A number as the person gave it.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="number">The number.</param>
    public static string Given(ResultComparison comparison, ComparedNumber number) => number.Other switch
    {
        null => string.Empty,
        _ when number.Status == GradeStatus.Unreadable => "unreadable",
        { } value => Given(comparison.Precision!.For(number.Step.Quantity), Restated(comparison, number, value)),
    };

    /// <summary>The right number, in the person's own convention and digits.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="number">The number.</param>
    public static string Truth(ResultComparison comparison, ComparedNumber number)
        => Number(DigitsOf(comparison, number), Restated(comparison, number, number.Engine));

    /// <summary>What would have been right from the person's own numbers; null if nothing follows from them, as from an output that has
    /// no logarithm.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="number">The number.</param>
    public static string? Own(ResultComparison comparison, ComparedNumber number)
        => number.FromOwnNumbers is { } value and not double.NaN
            ? Number(DigitsOf(comparison, number), Restated(comparison, number, value))
            : null;

    /// <summary>A number of the comparison, in the person's own convention. What a regularization adds has no factor.</summary>
    private static double Restated(ResultComparison comparison, ComparedNumber number, double value)
    {
        double factor = number.Step.ScalesWithLoss ? comparison.DeclaredScale ?? 1 : 1;
        double sign = comparison.HasNegativeDeltas && number.Step.Quantity == Quantity.Delta ? -1 : 1;
        return ((value * factor) + (number.Added * (1 - factor))) * sign;
    }

    private static NumberPrecision DigitsOf(ResultComparison comparison, ComparedNumber number)
        => WithWrittenDigits(comparison.Precision!.For(number.Step.Quantity), Restated(comparison, number, number.Other ?? 0));

    /// <summary>As many digits as a number is held to: those that are written, if they are more than were asked for.</summary>
    private static NumberPrecision WithWrittenDigits(NumberPrecision asked, double given)
        => asked is NumberPrecision.Decimals decimals && given != 0 && double.IsFinite(given)
            && -Digits.Exponent(Digits.WrittenUnit(given)) is var written && written > decimals.Count && written <= MostDecimals
            ? new NumberPrecision.Decimals(written)
            : asked;

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
