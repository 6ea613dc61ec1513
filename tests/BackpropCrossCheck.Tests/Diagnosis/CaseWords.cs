using System.Globalization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>"updated-weights 0.25, factor-ten in 2": every cause with its layer and its number.</summary>
internal static class CaseWords
{
    public static string Of(ResultComparison comparison) => string.Join(", ", comparison.Findings.Select(finding =>
        finding.Cause + (finding.Layer is { } layer ? $" in {layer}" : string.Empty)
        + (finding.Argument is FindingArgument.Number number
            ? string.Create(CultureInfo.InvariantCulture, $" {number.Value}")
            : string.Empty)));
}
