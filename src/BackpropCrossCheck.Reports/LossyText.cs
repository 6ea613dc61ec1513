using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>The numbers that have lost their digits, though rounding explains them.</summary>
internal static class LossyText
{
    /// <summary>"2 numbers agree and have lost their digits: layer 1, δ, sample 1, unit 1 is 0, and 1.7e-17 follows; tanh' as 1 − z²:
    /// nothing is left above |a| = 19.06."; null if there are none.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string? Of(ResultComparison comparison) => comparison.FirstLossy is { } first
        ? $"{Counted(comparison.Lossy, AreRefused(comparison))}: {Named(comparison, first)}."
        : null;

    /// <summary>The sentence if the numbers agree, so that it is a remark; null if they are discrepancies.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string? Remark(ResultComparison comparison) => AreRefused(comparison) ? null : Of(comparison);

    /// <summary>The sentence if the numbers are discrepancies, so that it is their cause; null if they agree.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string? Cause(ResultComparison comparison) => AreRefused(comparison) ? Of(comparison) : null;

    /// <summary>The numbers of a run, with the first of them; null if there are none.</summary>
    /// <param name="report">The report.</param>
    public static string? Of(CheckReport report)
    {
        FixtureReport? fixture = report.Fixtures.FirstOrDefault(fixture => fixture.Comparisons.Any(one => one.FirstLossy is not null));
        if (fixture is null)
        {
            return null;
        }

        int comparisons = report.Fixtures.Sum(one => one.Comparisons.Count(comparison => comparison.FirstLossy is not null));
        ResultComparison comparison = fixture.Comparisons.First(one => one.FirstLossy is not null);
        return $"{Counted(report.Summary.Lossy, AreRefused(comparison))}, in {Wording.Count(comparisons, "comparison")}; the first, of "
            + $"{fixture.Name} against {comparison.Against}: {Named(comparison, comparison.FirstLossy!)}";
    }

    private static bool AreRefused(ResultComparison comparison) => comparison.FirstLossy?.Verdict == NumberVerdict.Differs;

    private static string Counted(int lossy, bool areRefused) => areRefused
        ? Wording.Count(lossy, "number differs only because its digits are lost", "numbers differ only because their digits are lost")
        : Wording.Count(lossy, "number agrees and has lost its digits", "numbers agree and have lost their digits");

    private static string Named(ResultComparison comparison, ComparedNumber first)
    {
        string within = Address.WithinTensor(first);
        string place = within.Length == 0 ? StepText.Name(first.Step) : $"{StepText.Name(first.Step)}, {within}";
        string right = first.FromOwnNumbers is { } follows ? $"{Digits(follows)} follows" : $"ours is {Digits(first.Engine)}";
        string formula = comparison.CarelessFormula is { } careless ? $"; {careless}" : string.Empty;
        return $"{place} is {Digits(first.Other ?? double.NaN)}, and {right}{formula}";
    }

    private static string Digits(double value)
        => (value < 0 ? "-" : string.Empty) + NumberCells.Small(Math.Abs(value), ShownDigits.All);
}
