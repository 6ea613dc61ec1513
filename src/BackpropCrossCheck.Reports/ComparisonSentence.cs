using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>The result of a comparison, in words.</summary>
internal static class ComparisonSentence
{
    /// <summary>"tensorflow-js, float32: 2 of 28 numbers differ"; if there are no numbers, who gave none and why.</summary>
    /// <param name="comparison">The convention in which the report states the loss.</param>
    /// <param name="stated">The convention of the report.</param>
    public static string Of(ResultComparison comparison, Loss? stated) => comparison.Status == ComparisonStatus.Computed
        ? $"{comparison.Against}, {About(comparison, stated)}"
        : $"{comparison.Against}: {comparison.Reason}";

    /// <summary>"float32: 2 of 28 numbers differ; would have seen 0.02 % in every tensor".</summary>
    /// <param name="comparison">A comparison with numbers.</param>
    /// <param name="stated">"2 of 28 numbers differ, 1 undecidable".</param>
    public static string About(ResultComparison comparison, Loss? stated)
    {
        string counts = comparison.Kind == ResultKind.Hand
            ? HandText.Marks(comparison)
            : Counts(comparison.Numbers, comparison.Discrepancies, comparison.Undecidable) + NotGiven(comparison);
        string convention = comparison.StatedIn is { } other && !IsSame(other, stated)
            ? $", stated as {ConventionText.Of(other)}"
            : string.Empty;
        string rule = comparison.HasFixedRule ? $", {comparison.Rule}" : string.Empty;
        string sees = RuleText.Sees(comparison) is { } seen ? $"; {seen}" : string.Empty;
        return $"{ReportWords.Of(comparison.Precision!)}{convention}{rule}: {counts}{Factor(comparison)}{sees}";
    }

    // The equality of the structure itself would be compiled at every start of the program.
    private static bool IsSame(Loss other, Loss? stated) => other.Term == stated?.Term && other.Reduction == stated?.Reduction;

    /// <summary>"2 of 28 numbers differ, 1 undecidable".</summary>
    public static string Counts(int numbers, int discrepancies, int undecidable)
    {
        string all = Wording.Count(numbers, "number");
        string besides = undecidable == 0 ? string.Empty : FormattableString.Invariant($", {undecidable} undecidable");
        return discrepancies > 0 ? FormattableString.Invariant(
            $"{discrepancies} of {all} {(discrepancies == 1 ? "differs" : "differ")}{besides}")
            : undecidable > 0 ? FormattableString.Invariant($"{undecidable} of {all} undecidable")
            : Wording.Count(numbers, "number agrees", "numbers agree");
    }

    private static string NotGiven(ResultComparison comparison) => comparison.NotGiven == 0 ? string.Empty
        : FormattableString.Invariant($", {comparison.NotGiven} not given ({string.Join(", ", comparison.NotGivenOf)})");

    /// <summary>The factor between the gradients, if one was declared, or if the gradients differ and another factor fits. The fitted
    /// factor is given only if it alone explains them.</summary>
    private static string Factor(ResultComparison comparison)
    {
        string declared = FormattableString.Invariant($"{comparison.DeclaredScale:G6}");
        double? error = comparison.FittedScaleError;
        bool another = comparison is { IsScaled: true, Verdict: Verdict.Fail, FittedScale: { } factor, DeclaredScale: { } own }
            && new FactorFit(factor, error ?? 0).IsOtherThan(own, common: 0);
        string plusMinus = error is > 0 ? FormattableString.Invariant($" ± {error:G2}") : string.Empty;
        string fitted = comparison.IsScaled
            ? FormattableString.Invariant($", {comparison.FittedScale:G6}{plusMinus} fitted")
            : string.Empty;
        return comparison.FittedScale is null || (declared == "1" && !another) ? string.Empty
            : $"; factor of the gradients {declared} declared{fitted}";
    }
}
