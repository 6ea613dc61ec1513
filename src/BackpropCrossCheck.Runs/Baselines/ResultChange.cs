using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Holds the numbers that the engine or an oracle gives for a fixture against those that a baseline has of it.</summary>
/// <param name="reference">The fixture.</param>
/// <param name="exact">Whether a change of the last bit is a discrepancy.</param>
/// <param name="all">Whether to say of unchanged numbers too what is allowed.</param>
internal sealed class ResultChange(Reference reference, bool exact, bool all)
{
    /// <summary>What "against" is in a comparison with a baseline.</summary>
    public static string Against(string name) => $"baseline of {name}";

    /// <summary>Compares; both sides have numbers.</summary>
    /// <param name="then">The baseline's.</param>
    /// <param name="now">This run's.</param>
    /// <param name="versions">The versions behind them.</param>
    public ResultComparison Compare(BaselineResult then, IndependentResult now, VersionChange versions)
    {
        if (now.Format is not { } format || format != then.Format)
        {
            string nowIn = ReportWords.Of(now.Precision);
            return Without(then.Name, ComparisonStatus.Unavailable, $"the baseline's numbers were calculated in {ContractNames.Of(then.Format)}, those of this run in {nowIn}");
        }

        var tensors = new List<TensorComparison>();
        var unmatched = new List<string>();
        foreach (TensorSlot slot in reference.Fixture.Layout.Slots)
        {
            Match(slot, then.Numbers!, now.Numbers, tensors, unmatched);
        }

        bool hasChanges = tensors.Exists(tensor => Enumerable.Range(0, tensor.Slot.Length).Any(i => tensor.IsGiven(i) && BaselineRule.HasChanged(tensor, i)));
        RoundingRule? rule = hasChanges || all ? BaselineRule.Judge(tensors, reference, format, now.Errors, exact) : null;
        return Summarise(then.Name, now, tensors, versions) is var comparison && unmatched.Count == 0
            ? comparison with { RoundingRule = rule }
            : comparison with
            {
                RoundingRule = rule,
                Reason = string.Join("; ", unmatched),
                Verdict = comparison.Verdict == Verdict.Fail ? Verdict.Fail : Verdict.Inconclusive,
            };
    }

    /// <summary>A comparison that cannot be made.</summary>
    public static ResultComparison Without(string name, ComparisonStatus status, string reason)
        => ResultComparison.WithoutNumbers(Against(name), status, reason) with { Kind = ResultKind.Recorded };

    /// <summary>Puts the numbers that both sides have side by side, and names those that one side lacks.</summary>
    private static void Match(TensorSlot slot, TensorSet then, TensorSet now, List<TensorComparison> tensors, List<string> unmatched)
    {
        bool[] missing = new bool[slot.Length];
        int lost = 0;
        int gained = 0;
        for (int i = 0; i < missing.Length; i++)
        {
            bool before = then.Has(slot, i);
            bool after = now.Has(slot, i);
            missing[i] = !before || !after;
            lost += before && !after ? 1 : 0;
            gained += after && !before ? 1 : 0;
        }

        if (missing.Contains(false))
        {
            tensors.Add(new TensorComparison(slot, now[slot]!, then[slot]!, missing.Contains(true) ? missing : null));
        }

        if (lost > 0)
        {
            unmatched.Add($"{Name(slot)}: {ReportWords.Counted(lost, "number", "numbers")} of the baseline {(lost == 1 ? "is" : "are")} not in this run");
        }

        if (gained > 0)
        {
            unmatched.Add($"{Name(slot)}: {ReportWords.Counted(gained, "number", "numbers")} of this run {(gained == 1 ? "is" : "are")} not in the baseline");
        }
    }

    private static string Name(TensorSlot slot)
    {
        string layer = slot.Layer < 0 ? string.Empty : FormattableString.Invariant($" of layer {slot.Layer + 1}");
        return $"{ContractNames.Of(slot.Quantity)}{layer}{(slot.Parameter == ParameterTensor.None ? string.Empty : $", {ReportWords.Of(slot.Parameter)}")}";
    }

    private ResultComparison Summarise(string name, IndependentResult now, List<TensorComparison> tensors, VersionChange versions)
    {
        var comparison = new ResultComparison
        {
            Against = Against(name),
            Kind = ResultKind.Recorded,
            Precision = now.Precision,
            StatedIn = reference.Fixture.Loss,
            Tensors = tensors,
            Summaries = [.. tensors.Select(TensorSummary.Of)],
        };
        (int notGiven, IReadOnlyList<string> notGivenOf) = TensorComparison.NotGiven(tensors);
        ComparedNumber[] numbers = [.. comparison.AllNumbers()];
        ComparedNumber[] changed = [.. numbers.Where(number => BaselineRule.HasChanged(number.Tensor, number.Index))];
        int discrepancies = changed.Count(number => number.Verdict == NumberVerdict.Differs);
        int undecidable = changed.Count(number => number.Verdict == NumberVerdict.Undecidable);
        return comparison with
        {
            Numbers = numbers.Length,
            Discrepancies = discrepancies,
            Undecidable = undecidable,
            NotGiven = notGiven,
            NotGivenOf = notGivenOf,
            Worst = changed.OrderByDescending(number => number.Verdict == NumberVerdict.Differs).ThenByDescending(number => number.Ratio).FirstOrDefault(),
            FirstWrong = changed.FirstOrDefault(number => number.Verdict == NumberVerdict.Differs),
            Verdict = discrepancies > 0 ? Verdict.Fail : undecidable > 0 ? Verdict.Inconclusive : Verdict.Pass,
            Change = new BaselineChange(changed.Length, changed.Select(Ulps).DefaultIfEmpty(0).Max(), versions),
        };
    }

    private static double Ulps(ComparedNumber number) => number.Ulps is { } ulps && !double.IsNaN(ulps) ? ulps : double.PositiveInfinity;
}
