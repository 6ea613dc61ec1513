using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Compares the engine's or an oracle's numbers for a fixture with those in a baseline.</summary>
/// <param name="reference">The fixture.</param>
/// <param name="exact">Whether a change in the last bit counts as a discrepancy.</param>
/// <param name="all">Whether to state the allowed difference for unchanged numbers as well.</param>
internal sealed class ResultChange(Reference reference, bool exact, bool all)
{
    /// <summary>The text for "against" in a comparison with a baseline.</summary>
    public static string Against(string name) => $"baseline of {name}";

    /// <summary>Compares the two; both sides have numbers.</summary>
    /// <param name="then">The baseline's result.</param>
    /// <param name="now">This run's result.</param>
    /// <param name="versions">The versions that produced them.</param>
    public ResultComparison Compare(BaselineResult then, IndependentResult now, VersionChange versions)
    {
        if (now.Format is not { } format || format != then.Format)
        {
            string nowIn = ReportWords.Of(now.Precision);
            return Without(
                then.Name,
                ComparisonStatus.Unavailable,
                $"the baseline's numbers were calculated in {ContractWords.Of(then.Format)}, those of this run in {nowIn}");
        }

        var tensors = new List<TensorComparison>();
        var unmatched = new List<string>();
        foreach (Step step in reference.Fixture.Layout.Steps)
        {
            Match(step, then.Numbers!, now.Numbers, tensors, unmatched);
        }

        ComparedNumber[] given = [.. new JudgedNumbers(tensors, format, null).All().Where(number => number.Other is not null)];
        BaselineRule? rule = all || Array.Exists(given, BaselineRule.HasChanged)
            ? BaselineRule.For(reference, format, now.Errors, exact) : null;
        var judged = new JudgedNumbers(rule is null ? tensors : [.. tensors.Select(rule.Judge)], format, rule?.RoundingRule);
        return Summarise(then.Name, now, judged, versions) is var comparison && unmatched.Count == 0
            ? comparison
            : comparison with
            {
                Reason = string.Join("; ", unmatched),
                Verdict = comparison.Verdict == Verdict.Fail ? Verdict.Fail : Verdict.Inconclusive,
            };
    }

    /// <summary>A comparison that could not be made.</summary>
    public static ResultComparison Without(string name, ComparisonStatus status, string reason)
        => ResultComparison.WithoutNumbers(Against(name), status, reason) with { Kind = ResultKind.Recorded };

    /// <summary>Pairs the numbers that both sides have, and names those that only one side has.</summary>
    private static void Match(Step step, TensorSet then, TensorSet now, List<TensorComparison> tensors, List<string> unmatched)
    {
        bool[] missing = new bool[step.Length];
        int lost = 0;
        int gained = 0;
        for (int i = 0; i < missing.Length; i++)
        {
            bool before = then.Has(step, i);
            bool after = now.Has(step, i);
            missing[i] = !before || !after;
            lost += before && !after ? 1 : 0;
            gained += after && !before ? 1 : 0;
        }

        if (missing.Contains(false))
        {
            tensors.Add(new TensorComparison(step, now[step]!, then[step]!, missing.Contains(true) ? missing : null));
        }

        if (lost > 0)
        {
            unmatched.Add($"{Name(step)}: {Wording.Count(lost, "number")} of the baseline {(lost == 1 ? "is" : "are")} not in this run");
        }

        if (gained > 0)
        {
            unmatched.Add(
                $"{Name(step)}: {Wording.Count(gained, "number")} of this run {(gained == 1 ? "is" : "are")} not in the baseline");
        }
    }

    private static string Name(Step step)
    {
        string layer = step.Layer < 0 ? string.Empty : FormattableString.Invariant($" of layer {step.Layer + 1}");
        string tensor = ContractWords.TensorOf(step.Quantity) is { } word ? $", {word}" : string.Empty;
        return $"{ContractWords.Of(step.Quantity)}{layer}{tensor}";
    }

    private ResultComparison Summarise(string name, IndependentResult now, JudgedNumbers judged, VersionChange versions)
    {
        (int notGiven, IReadOnlyList<string> notGivenOf) = TensorComparison.NotGiven(judged.Tensors);
        ComparedNumber[] numbers = [.. judged.All()];
        ComparedNumber[] changed = [.. numbers.Where(BaselineRule.HasChanged)];
        int discrepancies = changed.Count(number => number.Verdict == NumberVerdict.Differs);
        int undecidable = changed.Count(number => number.Verdict == NumberVerdict.Undecidable);
        return new ResultComparison
        {
            Against = Against(name),
            Kind = ResultKind.Recorded,
            Precision = now.Precision,
            StatedIn = reference.Fixture.Loss,
            Summaries = [.. judged.Tensors.Select(TensorSummary.Of)],
            Numbers = numbers.Count(number => number.Other is not null),
            Discrepancies = discrepancies,
            Undecidable = undecidable,
            NotGiven = notGiven,
            NotGivenOf = notGivenOf,
            Items = all ? numbers : changed,
            Points = discrepancies + undecidable > 0 ? judged.Plot() : null,
            Worst = changed.OrderByDescending(number => number.Verdict == NumberVerdict.Differs).ThenByDescending(number => number.Ratio)
                .FirstOrDefault(),
            FirstWrong = changed.FirstOrDefault(number => number.Verdict == NumberVerdict.Differs),
            Verdict = discrepancies > 0 ? Verdict.Fail : undecidable > 0 ? Verdict.Inconclusive : Verdict.Pass,
            Change = new BaselineChange(changed.Length, changed.Select(Ulps).DefaultIfEmpty(0).Max(), versions),
        };
    }

    private static double Ulps(ComparedNumber number) => number.Ulps is { } ulps && !double.IsNaN(ulps) ? ulps : double.PositiveInfinity;
}
