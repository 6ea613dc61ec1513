using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>Turns a report into results: one for each tensor that differs or is undecidable, for each oracle that failed, and for each bad
/// fixture.</summary>
internal static class SarifResults
{
    /// <summary>All results, in the order of the report.</summary>
    public static IEnumerable<SarifResult> Of(CheckReport report) => report.Fixtures.SelectMany(Of);

    private static IEnumerable<SarifResult> Of(FixtureReport fixture)
    {
        if (fixture.Error is { } error)
        {
            TextPosition? place = error is { Line: { } line, Column: { } column } ? new TextPosition(line, column) : null;
            yield return new SarifResult(
                SarifRules.BadFixture, SarifRule.Error, double.PositiveInfinity, fixture, [], error.Message, place);
        }

        for (int i = 0; i < fixture.Comparisons.Count; i++)
        {
            ResultComparison comparison = fixture.Comparisons[i];
            // Entries of the same name are numbered.
            string against = FormattableString.Invariant(
                $"{comparison.Against}#{fixture.Comparisons.Take(i).Count(other => other.Against == comparison.Against)}");
            if (comparison.Status == ComparisonStatus.Failed)
            {
                yield return new SarifResult(
                    SarifRules.OracleFailed, SarifRule.Warning, 0, fixture, [against], $"{comparison.Against} gave no answer for "
                        + $"{Quoted(fixture)}: {comparison.Reason}", null);
            }

            foreach (SarifResult result in Of(fixture, comparison, against))
            {
                yield return result;
            }
        }
    }

    private static IEnumerable<SarifResult> Of(FixtureReport fixture, ResultComparison comparison, string against)
    {
        if (comparison.Discrepancies + comparison.Undecidable == 0)
        {
            yield break;
        }

        ILookup<int, ComparedNumber> notable = comparison.Notable.ToLookup(number => number.Step.Index);
        foreach (TensorSummary tensor in comparison.Summaries.Where(tensor => tensor.Discrepancies + tensor.Undecidable > 0))
        {
            ComparedNumber first = notable[tensor.Step.Index].First(number => number.Verdict == tensor.PlacedVerdict);
            string counts = $"{ComparisonSentence.Counts(tensor.Numbers, tensor.Discrepancies, tensor.Undecidable)}";
            string rule = comparison.HasFixedRule ? $" ({comparison.Rule})" : string.Empty;
            string subject = $"{Address.OfTensor(tensor.Step)} of {Quoted(fixture)} against {comparison.Against}{rule}: {counts}";
            string[] key = [against, Address.OfTensor(tensor.Step)];
            if (tensor.Discrepancies == 0)
            {
                string level = fixture.Verdict == Verdict.Pass ? SarifRule.Note : SarifRule.Warning;
                yield return new SarifResult(
                    SarifRules.Undecidable, level, 0, fixture, key,
                        $"{subject}. The first: {NumberSentence.Of(first)}; {first.Reason}.", tensor.Place)
                {
                    File = comparison.File ?? fixture.File,
                };
                continue;
            }

            ComparedNumber worst = WorstNumbers.Of(notable[tensor.Step.Index])[0];
            string also = worst == first ? string.Empty : $" The worst: {NumberSentence.Of(worst)}.";
            string origin = StepText.Of(comparison) is { } said ? $"{said} " : string.Empty;
            string causes = string.Concat(CauseText.Of(comparison).Select(cause => " " + cause));
            yield return new SarifResult(
                SarifRules.Of(tensor.Step.Quantity), SarifRule.Error, worst.Ratio, fixture, key, $"{origin}{subject}. The first: "
                    + $"{NumberSentence.Of(first)}.{also}{causes}", tensor.Place)
            {
                File = comparison.File ?? fixture.File,
            };
        }
    }

    private static string Quoted(FixtureReport fixture) => $"\"{fixture.Name}\"";
}
