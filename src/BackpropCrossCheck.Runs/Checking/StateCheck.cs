using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Checking;

/// <summary>Finds oracles whose answers depend on earlier questions. Each oracle is asked about the first fixture that it computes, in the
/// order of the files, a second time. In between it is asked about the mirror image: a question of the same shape with other numbers. Both
/// answers are judged like the first.</summary>
/// <param name="check">Judges the answers.</param>
/// <param name="oracles">The oracles.</param>
internal sealed class StateCheck(FixtureCheck check, IReadOnlyList<StartedOracle> oracles)
{
    private readonly bool[] _isDone = [.. oracles.Select(oracle => oracle.KeepsNothing)];

    /// <summary>Repeats the question for those oracles that have not been asked twice, and adds the outcome to the report.</summary>
    /// <param name="report">The next report in the order of the files, with its numbers.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public async Task<FixtureReport> ExamineAsync(FixtureReport report, CancellationToken cancellationToken)
    {
        if (report.Calculated is not { } calculated)
        {
            return report;
        }

        int[] asked = [.. Enumerable.Range(0, oracles.Count).Where(i => !_isDone[i] && calculated.Oracles[i].Question is not null)];
        if (asked.Length == 0)
        {
            return report;
        }

        JudgedResult[] judged = await Task.WhenAll(asked.Select(i => JudgeAsync(report, i, cancellationToken)));
        JudgedResult[] comparisons = [.. calculated.Comparisons];
        for (int i = 0; i < asked.Length; i++)
        {
            _isDone[asked[i]] = true;
            comparisons[asked[i]] = judged[i];
        }

        return comparisons.SequenceEqual(calculated.Comparisons, ReferenceEqualityComparer.Instance)
            ? report : check.Conclude(report, comparisons);
    }

    /// <summary>The result to report for an oracle: its first answer, or a later one that is wrong although the first is right.</summary>
    private async Task<JudgedResult> JudgeAsync(FixtureReport report, int index, CancellationToken cancellationToken)
    {
        StartedOracle oracle = oracles[index];
        FixtureNumbers calculated = report.Calculated!;
        OracleResult given = calculated.Oracles[index];
        JudgedResult first = calculated.Comparisons[index];
        (OracleResult between, OracleResult again) = await oracle.AskAgainAsync(report.Fixture!, given.Question!, cancellationToken);
        if (again.Numbers is not { } numbers)
        {
            oracle.SecondFault = $"gave no numbers when it was asked a second time for {report.Fixture!.Name}: {again.Reason}";
            return first;
        }

        int changed = given.Numbers!.Numbers.CountDifferentBits(numbers.Numbers);
        JudgedResult? second = changed == 0 ? null : check.Compare(report, numbers);
        if (second is not null && (IsRight(first) ? !IsRight(second) : IsAnother(first, second)))
        {
            return Traced(first, second, CarriedState.OfSecond(first, second));
        }

        oracle.Change = changed == 0 ? null
            : FormattableString.Invariant(
                $"not deterministic: asked twice for {report.Fixture!.Name}, it gave other bits for {changed} of its numbers");
        if (between.Numbers is null)
        {
            string refusal =
                $"asked for {report.Fixture!.Name} with samples, inputs and units in the opposite order, it gave no numbers: "
                    + $"{between.Reason}";
            oracle.Change = oracle.Change is { } change ? $"{change}; {refusal}" : refusal;
        }
        else if (IsRight(first) && check.Compare(report, between.Numbers) is var wrong && !IsRight(wrong))
        {
            return Traced(first, wrong, CarriedState.OfMirrored(calculated.Engine, first, wrong));
        }

        return first;
    }

    private static bool IsRight(JudgedResult judged) => judged.Comparison.Discrepancies == 0;

    /// <summary>Whether a number changed by more than is allowed.</summary>
    private static bool IsAnother(JudgedResult first, JudgedResult second)
        => first.Numbers.Tensors.Zip(second.Numbers.Tensors).Any(pair => HasChanged(pair.First, pair.Second));

    private static bool HasChanged(TensorComparison first, TensorComparison second)
        => Enumerable.Range(0, Math.Min(first.Other.Length, second.Other.Length))
            .Any(i => !(Math.Abs(first.Other[i] - second.Other[i]) <= first.Allowed[i]) && !first.Other[i].Equals(second.Other[i]));

    /// <summary>The comparison with discrepancies, together with their cause. It is the first one if that has any, because it shows what
    /// was wrong from the start.</summary>
    private static JudgedResult Traced(JudgedResult first, JudgedResult later, Finding? finding)
    {
        if (first.Comparison.Diagnosis is { } own)
        {
            var both = new Lazy<DiagnosisResult>(() => new DiagnosisResult([.. own.Value.Findings, finding!], own.Value.Undiagnosed));
            return first with { Comparison = first.Comparison with { Diagnosis = both } };
        }

        DiagnosisResult traced = finding is not null ? new DiagnosisResult([finding], null) : new DiagnosisResult(
            [],
            "Asked for this fixture it gives the right numbers; asked for it right afterwards with samples, inputs and units in "
                + "the opposite order and inputs and first weights with the opposite sign, it gives these, which are put back into "
                + "their places here. Either something of the question before is left, or a sample, an input or a unit is treated by "
                + "its place.");
        return later with
        {
            Comparison = later.Comparison with
            {
                Diagnosis = new Lazy<DiagnosisResult>(traced),
                Duration = first.Comparison.Duration,
            },
        };
    }
}
