using System.Globalization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>A cause that several fixtures share.</summary>
/// <param name="Finding">The cause, as the first of these fixtures has it.</param>
/// <param name="Fixtures">How many they are; at least 2.</param>
/// <param name="First">The first of them, in the order of the run.</param>
internal sealed record SharedCause(Finding Finding, int Fixtures, FixtureReport First)
{
    /// <summary>The name of the first fixture.</summary>
    public string FirstName => First.Name ?? First.File;

    /// <summary>The causes that several fixtures share, the most frequent first. Of each failing comparison, the cause named first counts.
    /// A fixture counts once for each cause.</summary>
    /// <param name="fixtures">The fixtures of a run.</param>
    public static IReadOnlyList<SharedCause> Of(IReadOnlyList<FixtureReport> fixtures)
        => fixtures.Any(fixture => fixture.Comparisons.Any(comparison => comparison.Verdict == Verdict.Fail)) ? Shared(fixtures) : [];

    private static IReadOnlyList<SharedCause> Shared(IReadOnlyList<FixtureReport> fixtures) =>
    [
        .. fixtures.SelectMany(fixture => FirstCauses(fixture).Select(finding => (Fixture: fixture, Finding: finding)))
            .GroupBy(found => Key(found.Finding))
            .Where(group => group.Skip(1).Any())
            .Select(group => new SharedCause(group.First().Finding, group.Count(), group.First().Fixture))
            .OrderByDescending(cause => cause.Fixtures),
    ];

    private static IEnumerable<Finding> FirstCauses(FixtureReport fixture) => fixture.Comparisons
        .Where(comparison => comparison.Verdict == Verdict.Fail && comparison.Findings.Count > 0)
        .Select(comparison => comparison.Findings[0])
        .DistinctBy(Key);

    /// <summary>Two fixtures share a cause if its name, its layer and its parameter are the same.</summary>
    private static (string Cause, int? Layer, FindingArgument? Argument) Key(Finding finding)
        => (finding.Cause, finding.Layer, finding.Argument is FindingArgument.Number number ? Rounded(number) : finding.Argument);

    /// <summary>A fitted number comes with rounding of its own, so only the digits that reports show are compared.</summary>
    private static FindingArgument.Number Rounded(FindingArgument.Number number)
        => new(double.Parse(number.Value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
