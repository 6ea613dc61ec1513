using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Junit;

/// <summary>Turns a report into suites and cases: a suite for each fixture, a case for each tensor or loss of each comparison.</summary>
/// <param name="report">The report.</param>
/// <param name="root">The folder to which paths are relative.</param>
internal sealed class JunitSuites(CheckReport report, SourceRoot root)
{
    /// <summary>All suites. If the whole run does not pass although no case shows it, an extra suite says why.</summary>
    public IEnumerable<JunitSuite> All()
    {
        foreach (FixtureReport fixture in report.Fixtures)
        {
            yield return Of(fixture);
        }

        JunitCase[] rest =
        [
            .. ConclusionText.Rest(report.Summary).Select(words => new JunitCase(
                "fixtures that are in no suite", ToolVersion.Name, TimeSpan.Zero, null, null, new JunitOutcome(
                    JunitOutcome.Skipped, "not-checked", words, words + "\n"))),
        ];
        if (rest.Length > 0)
        {
            yield return new JunitSuite("not checked", null, TimeSpan.Zero, rest);
        }

        if (report.Reason is { } reason)
        {
            bool isOracles = report.Oracles.Any(oracle => oracle.Fault is not null);
            var outcome = new JunitOutcome(
                isOracles ? JunitOutcome.Error : JunitOutcome.Skipped,
                isOracles ? "oracle-failed" : ReportWords.Of(report.Verdict),
                reason,
                ConclusionText.Of(report));
            yield return new JunitSuite(
                ToolVersion.Name,
                null,
                TimeSpan.Zero,
                [new JunitCase("the run as a whole", ToolVersion.Name, TimeSpan.Zero, null, null, outcome)]);
        }
    }

    private JunitSuite Of(FixtureReport fixture)
    {
        string name = fixture.Name ?? root.Shown(fixture.File);
        List<JunitCase> cases =
        [
            .. Names(fixture)
                .Zip(fixture.Comparisons, (against, comparison) => Of(fixture, comparison, ClassName(name, against)))
                .SelectMany(all => all),
        ];
        bool isUntold = fixture.Verdict == Verdict.Inconclusive && cases.TrueForAll(one => one.Outcome is null);
        if (fixture.Error is { } error)
        {
            cases.Add(
                Whole(error.Line, new JunitOutcome(JunitOutcome.Error, "bad-fixture", error.Message, Body([error.Message], fixture))));
        }
        else if (isUntold || cases.Count == 0)
        {
            cases.Add(
                Whole(
                    null,
                    new JunitOutcome(
                        JunitOutcome.Skipped, ReportWords.Of(fixture.Verdict), fixture.Reason!, Body([fixture.Reason!], fixture))));
        }

        return new JunitSuite(name, root.Shown(fixture.File), fixture.Duration ?? TimeSpan.Zero, cases);

        JunitCase Whole(int? line, JunitOutcome outcome) =>
            new("the fixture as a whole", ClassName(name, null), fixture.Duration ?? TimeSpan.Zero, line, null, outcome);
    }

    /// <summary>Unique names for what the engine was compared with: if two entries have the same name, the later one gets a
    /// number.</summary>
    private static IEnumerable<string> Names(FixtureReport fixture)
    {
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ResultComparison comparison in fixture.Comparisons)
        {
            int count = taken[comparison.Against] = taken.GetValueOrDefault(comparison.Against) + 1;
            yield return count == 1 ? comparison.Against : FormattableString.Invariant($"{comparison.Against} ({count})");
        }
    }

    /// <summary>Jenkins and Azure take everything before the last dot as a package. So there is exactly one dot, between the two
    /// names.</summary>
    private static string ClassName(string fixture, string? against)
        => against is null ? WithoutDots(fixture) : $"{WithoutDots(fixture)}.{WithoutDots(against)}";

    private static string WithoutDots(string name) => name.Replace('.', '_');

    private IEnumerable<JunitCase> Of(FixtureReport fixture, ResultComparison comparison, string className)
    {
        TimeSpan time = comparison.Duration ?? TimeSpan.Zero;
        if (comparison.Numbers == 0)
        {
            string reason = comparison.Reason ?? "no number is given";
            string kind = comparison.Status == ComparisonStatus.Failed ? JunitOutcome.Error : JunitOutcome.Skipped;
            string type = comparison.Status == ComparisonStatus.Failed ? "oracle-failed" : ReportWords.Of(comparison.Status);
            yield return new JunitCase(
                "every number",
                className,
                time,
                null,
                null,
                new JunitOutcome(kind, type, reason, Body([$"{comparison.Against}: {reason}"], fixture)));
            yield break;
        }

        ILookup<int, ComparedNumber> notable = comparison.Notable.ToLookup(number => number.Step.Index);
        foreach (TensorSummary tensor in comparison.Summaries.Where(tensor => tensor.Numbers > 0))
        {
            JunitOutcome? outcome = Outcome(fixture, comparison, tensor, [.. notable[tensor.Step.Index]]);
            // The time of a comparison is divided among its cases in proportion to their numbers, so that it adds up.
            yield return new JunitCase(
                Address.OfTensor(tensor.Step), className, time * (
                    (double)tensor.Numbers / comparison.Numbers), tensor.Place?.Line, Rule(comparison, tensor), outcome)
            {
                File = comparison.File is { } file ? root.Shown(file) : null,
            };
        }
    }

    private JunitOutcome? Outcome(FixtureReport fixture, ResultComparison comparison, TensorSummary tensor, ComparedNumber[] notable)
    {
        string counts = ComparisonSentence.Counts(tensor.Numbers, tensor.Discrepancies, tensor.Undecidable);
        if (tensor.Discrepancies > 0)
        {
            ComparedNumber first = Array.Find(notable, number => number.Verdict == NumberVerdict.Differs)!;
            string origin = StepText.Of(comparison) is { } said ? $"{said} " : string.Empty;
            string message = $"{origin}{counts}; the first is {NumberSentence.Of(first)}";
            string table = WorstNumbers.Table(notable, comparison.Kind == ResultKind.Hand);
            return new JunitOutcome(JunitOutcome.Failure, "discrepancy", message, Body(
                [$"{Address.OfTensor(tensor.Step)}, against {Named(comparison)}: {message}", .. CauseText.Of(comparison)], fixture, table));
        }

        string? reason = tensor.Undecidable > 0 ? $"{counts}: {notable[0].Reason}" : comparison.Reason;
        return reason is null
            ? null
            : new JunitOutcome(JunitOutcome.Skipped, "undecidable", reason, Body([$"{Named(comparison)}: {reason}"], fixture));
    }

    private static string Named(ResultComparison comparison)
        => comparison.HasFixedRule ? $"{comparison.Against}, {comparison.Rule}" : comparison.Against;

    private static string? Rule(ResultComparison comparison, TensorSummary tensor)
        => comparison.HasFixedRule ? string.Join("; ", new[] { comparison.Rule, RuleText.Sees(tensor) }.OfType<string>())
            : comparison.FirstLossy?.Step == tensor.Step ? LossyText.Remark(comparison)
            : null;

    private string Body(IEnumerable<string> sentences, FixtureReport fixture, string table = "")
        => string.Concat(sentences.Select(sentence => PrintableText.Of(sentence) + "\n")) + table
            + $"To reproduce: {ReproduceCommand.Of(report, fixture)}\n";
}
