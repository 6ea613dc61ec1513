using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Checking;

/// <summary>Finds oracles whose answers depend on what they were asked before. The first fixture that an oracle computes, in the order of the files, is asked of it a second time,
/// with its mirror image between: a question with other numbers of the same shape. Both answers are judged like the first.</summary>
/// <param name="check">Judges answers.</param>
/// <param name="oracles">The oracles.</param>
internal sealed class StateCheck(FixtureCheck check, IReadOnlyList<StartedOracle> oracles)
{
    private readonly bool[] _isDone = [.. oracles.Select(oracle => oracle.KeepsNothing)];

    /// <summary>Asks the oracles that have not been asked twice, and puts what comes of it into the report.</summary>
    /// <param name="report">The next report in the order of the files, with its numbers.</param>
    /// <param name="cancellationToken">Gives it up.</param>
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

        ResultComparison[] judged = await Task.WhenAll(asked.Select(i => JudgeAsync(report, i, cancellationToken)));
        ResultComparison[] comparisons = [.. report.Comparisons];
        for (int i = 0; i < asked.Length; i++)
        {
            _isDone[asked[i]] = true;
            comparisons[asked[i]] = judged[i];
        }

        return comparisons.SequenceEqual(report.Comparisons, ReferenceEqualityComparer.Instance) ? report : check.Conclude(report, comparisons);
    }

    /// <summary>What the report is to say of an oracle: of its first answer, or of a later one that is wrong where the first is right.</summary>
    private async Task<ResultComparison> JudgeAsync(FixtureReport report, int index, CancellationToken cancellationToken)
    {
        StartedOracle oracle = oracles[index];
        OracleResult given = report.Calculated!.Oracles[index];
        ResultComparison first = report.Comparisons[index];
        (OracleResult between, OracleResult again) = await oracle.AskAgainAsync(report.Fixture!, given.Question!, cancellationToken);
        if (again.Numbers is not { } numbers)
        {
            oracle.SecondFault = $"gave no numbers when it was asked a second time for {report.Fixture!.Name}: {again.Reason}";
            return first;
        }

        int changed = given.Numbers!.Numbers.CountDifferentBits(numbers.Numbers);
        ResultComparison? second = changed == 0 ? null : check.Compare(report, numbers);
        if (second is not null && (first.Discrepancies == 0 ? second.Discrepancies > 0 : IsAnother(first, second)))
        {
            return Traced(first, second, CarriedState.OfSecond(first, second));
        }

        oracle.Change = changed == 0 ? null
            : FormattableString.Invariant($"not deterministic: asked twice for {report.Fixture!.Name}, it gave other bits for {changed} of its numbers");
        if (between.Numbers is null)
        {
            string refusal = $"asked for {report.Fixture!.Name} with samples, inputs and units in the opposite order, it gave no numbers: {between.Reason}";
            oracle.Change = oracle.Change is { } change ? $"{change}; {refusal}" : refusal;
        }
        else if (first.Discrepancies == 0 && check.Compare(report, between.Numbers) is { Discrepancies: > 0 } wrong)
        {
            return Traced(first, wrong, CarriedState.OfMirrored(report.Calculated.Engine, first, wrong));
        }

        return first;
    }

    /// <summary>Whether a number changed by more than is allowed.</summary>
    private static bool IsAnother(ResultComparison first, ResultComparison second)
        => first.Tensors.Zip(second.Tensors).Any(pair => Enumerable.Range(0, Math.Min(pair.First.Other.Length, pair.Second.Other.Length))
            .Any(i => !(Math.Abs(pair.First.Other[i] - pair.Second.Other[i]) <= pair.First.Allowed[i]) && !pair.First.Other[i].Equals(pair.Second.Other[i])));

    /// <summary>The comparison that has discrepancies, with what they are traced to: the first where it has some, since it shows what is wrong to begin with.</summary>
    private static ResultComparison Traced(ResultComparison first, ResultComparison later, Finding? finding)
    {
        if (first.Diagnosis is { } own)
        {
            return first with { Diagnosis = new Lazy<DiagnosisResult>(() => new DiagnosisResult([.. own.Value.Findings, finding!], own.Value.Undiagnosed)) };
        }

        DiagnosisResult traced = finding is not null ? new DiagnosisResult([finding], null) : new DiagnosisResult(
            [],
            "Asked for this fixture it gives the right numbers; asked for it right afterwards with samples, inputs and units in the opposite order and inputs and first weights with the "
            + "opposite sign, it gives these, which are put back into their places here. Either something of the question before is left, or a sample, an input or a unit is treated by its place.");
        return later with { Diagnosis = new Lazy<DiagnosisResult>(traced), Duration = first.Duration };
    }
}
