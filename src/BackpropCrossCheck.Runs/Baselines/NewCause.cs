using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Baselines;

/// <summary>The cause of a difference that is new since a baseline.</summary>
internal static class NewCause
{
    /// <summary>Adds the cause that this run names first for an oracle. The oracle's own change counts, not an old mistake: a number must
    /// differ from the engine's, and must have moved since the baseline by more than rounding allows.</summary>
    /// <param name="change">What has changed in the oracle's numbers since the baseline.</param>
    /// <param name="now">The comparison of the engine with the oracle in this run.</param>
    public static ResultComparison Add(ResultComparison change, ResultComparison now)
        => change.Verdict == Verdict.Fail && now.Verdict == Verdict.Fail && HasNewDifference(change, now) && now.Findings is [var first, ..]
            ? change with { Diagnosis = new Lazy<DiagnosisResult>(new DiagnosisResult([first], null)) }
            : change;

    private static bool HasNewDifference(ResultComparison change, ResultComparison now)
    {
        var allowed = now.Notable.Where(number => number.Verdict == NumberVerdict.Differs)
            .ToDictionary(number => (number.Step.Index, number.Index), number => number.Allowed);
        return change.AllNumbers().Any(
            number => BaselineRule.HasChanged(number)
                && allowed.TryGetValue((number.Step.Index, number.Index), out double most)
                && !(number.Absolute <= most));
    }
}
