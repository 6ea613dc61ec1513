using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>What is said of a hand calculation, in words.</summary>
internal static class HandText
{
    /// <summary>"25 numbers: 17 correct, 3 truncated, 5 follows", and how intermediate results were rounded where that explains some of them.</summary>
    /// <param name="comparison">A comparison with a hand calculation.</param>
    public static string Marks(ResultComparison comparison)
    {
        string marks = string.Join(", ", comparison.Marks!.Select(mark => FormattableString.Invariant($"{mark.Numbers} {Words.Of(mark.Status)}")));
        return $"{Words.Counted(comparison.Numbers, "number", "numbers")}: {marks}"
            + (comparison.Intermediates is { } rounding ? $"; with every intermediate result {Of(rounding)}" : string.Empty);
    }

    /// <summary>"rounded to 2 decimals", "cut off after 2 decimals".</summary>
    public static string Of(NumberRounding rounding) => rounding.Way == RoundingWay.CutOff
        ? $"cut off after {Words.Of(rounding.Precision)}"
        : $"rounded to {Words.Of(rounding.Precision)}{(rounding.Way == RoundingWay.HalfEven ? ", halves to even" : string.Empty)}";

    /// <summary>"-0.49 is given, -0.52 follows from the numbers before it": a wrong number, in the person's own convention and digits.</summary>
    public static string Slip(ResultComparison comparison, ComparedNumber wrong)
    {
        double factor = wrong.Tensor.Slot.ScalesWithLoss ? comparison.DeclaredScale ?? 1 : 1;
        string given = Number(comparison.Precision!, wrong.Other!.Value * factor);
        string truth = Number(comparison.Precision!, wrong.Engine * factor);
        string? own = wrong.FromOwnNumbers is { } value ? Number(comparison.Precision!, value * factor) : null;
        return own is null ? $"{given} is given, {truth} is right"
            : own == truth ? $"{given} is given, {own} is right"
            : $"{given} is given, {own} follows from the numbers before it ({truth} from the true ones)";
    }

    /// <summary>A number to the digits of an entry.</summary>
    private static string Number(NumberPrecision precision, double value)
    {
        double rounded = precision is NumberPrecision.Format ? value : new NumberRounding(precision, RoundingWay.HalfUp).Of(value);
        return rounded.ToString(precision is NumberPrecision.Decimals decimals ? FormattableString.Invariant($"F{decimals.Count}") : "R", CultureInfo.InvariantCulture);
    }
}
