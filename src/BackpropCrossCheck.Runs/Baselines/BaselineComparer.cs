using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Baselines;

/// <summary>Compares a run with a baseline, fixture by fixture. The run asks the baseline's oracles, in the baseline's order.</summary>
/// <param name="baseline">The baseline.</param>
/// <param name="exact">Whether a change in the last bit counts as a discrepancy.</param>
/// <param name="all">Whether the reports keep every number.</param>
internal sealed class BaselineComparer(Baseline baseline, bool exact, bool all)
{
    private readonly Dictionary<string, BaselineFixture> _fixtures = baseline.Fixtures.ToDictionary(
        fixture => fixture.Name, StringComparer.Ordinal);
    private readonly HashSet<string> _metNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _filesInError = new(StringComparer.Ordinal);
    private IReadOnlyList<OracleReport> _oracles = [];

    /// <summary>Stores what the oracles reported about themselves.</summary>
    /// <param name="oracles">The oracles of the baseline, in its order.</param>
    public void Start(IReadOnlyList<OracleReport> oracles) => _oracles = oracles;

    /// <summary>The report to show for a fixture instead of the run's own. A fixture that could not be checked keeps its report.</summary>
    /// <param name="report">The run's report, with its numbers.</param>
    public FixtureReport Compare(FixtureReport report)
    {
        if (report is not { Calculated: { } calculated, Fixture: { } fixture })
        {
            _filesInError.Add(report.File);
            return report;
        }

        _metNames.Add(fixture.Name);
        if (!_fixtures.TryGetValue(fixture.Name, out BaselineFixture? then))
        {
            return WithoutBaseline(report, "the baseline does not have this fixture");
        }

        bool isSame = CalculationDigest.IsOf(fixture, then.Calculation)
            && then.Layout.Samples == fixture.Layout.Samples && then.Layout.Layers.SequenceEqual(fixture.Layout.Layers);
        return isSame
            ? Conclude(report, calculated.Bytes.Span, [.. Comparisons(then, report)])
            : WithoutBaseline(report, "its network, data, loss or training is not that of the baseline; record it again");
    }

    /// <summary>The fixtures that are in the baseline but not in the run. A file in error has already been reported.</summary>
    public IEnumerable<FixtureReport> Vanished()
        => baseline.Fixtures.Where(fixture => !_metNames.Contains(fixture.Name) && !_filesInError.Contains(fixture.File))
            .Select(fixture => new FixtureReport
            {
                Name = fixture.Name,
                File = fixture.File,
                Verdict = Verdict.Inconclusive,
                Reason = "it is in the baseline and not in this run",
                Comparisons =
                [
                    .. fixture.Results.Select(
                        result => ResultChange.Without(result.Name, ComparisonStatus.Unavailable, "the fixture is not in this run")),
                ],
            });

    /// <summary>The comparisons, and whether each has something to compare: if neither the baseline nor this run has a result, nothing has
    /// changed.</summary>
    private IEnumerable<(ResultComparison Comparison, bool IsAsked)> Comparisons(BaselineFixture then, FixtureReport report)
    {
        FixtureNumbers now = report.Calculated!;
        var change = new ResultChange(now.Engine, exact, all);
        var engine = new IndependentResult(
            BaselineResult.Engine, ResultKind.Oracle, NumberPrecision.Float64, now.Engine.Fixture.Loss, now.Engine.Numbers);
        VersionChange tool = Versions(Named(ToolVersion.Name, baseline.Tool), Named(ToolVersion.Name, ToolVersion.Number));
        yield return (change.Compare(then.Results[0], engine, tool), true);
        for (int i = 0; i < baseline.Oracles.Count; i++)
        {
            BaselineOracle oracle = baseline.Oracles[i];
            OracleResult result = now.Oracles[i];
            BaselineResult? earlier = then.Of(oracle.Name);
            if (result.Status != ComparisonStatus.Computed)
            {
                bool isAsked = earlier?.Numbers is not null || result.Status == ComparisonStatus.Failed;
                yield return (ResultChange.Without(oracle.Name, result.Status, result.Reason!), isAsked);
            }
            else if (earlier?.Numbers is null)
            {
                yield return (ResultChange.Without(oracle.Name, ComparisonStatus.Unavailable, WhyNotInBaseline(earlier)), true);
            }
            else
            {
                VersionChange versions = Versions(Named(oracle.Name, oracle.Version), NowOf(i));
                yield return (NewCause.Add(change.Compare(earlier, result.Numbers!, versions), report.Comparisons[i]), true);
            }
        }
    }

    private VersionChange Versions(string then, string now) => new(then, now, baseline.Machine, Machine.Current);

    private string NowOf(int oracle)
        => _oracles[oracle] is { Status: OracleStatus.Available available } report ? Named(report.Name, available.Version) : "none";

    private static string Named(string name, string version) => $"{name} {version}";

    private static string WhyNotInBaseline(BaselineResult? result)
        => result is null ? "the baseline has no numbers of it" : $"the baseline has no numbers of it: {result.Reason}";

    private static FixtureReport WithoutBaseline(FixtureReport report, string reason) => report with
    {
        Verdict = Verdict.Inconclusive,
        Reason = reason,
        Comparisons = [ResultChange.Without(BaselineResult.Engine, ComparisonStatus.Unavailable, reason)],
        Outliers = [],
        Splits = [],
        Unsettled = 0,
        Calculated = null,
    };

    private static FixtureReport Conclude(
        FixtureReport report, ReadOnlySpan<byte> bytes, (ResultComparison Comparison, bool IsAsked)[] results)
    {
        ResultComparison[] comparisons = Array.ConvertAll(results, result => result.Comparison);
        bool fails = Array.Exists(comparisons, comparison => comparison.Verdict == Verdict.Fail);
        ResultComparison? open = Array.Find(
            results, result => result.IsAsked && result.Comparison.Verdict == Verdict.Inconclusive).Comparison;
        return report with
        {
            Verdict = fails ? Verdict.Fail : open is null ? Verdict.Pass : Verdict.Inconclusive,
            Reason = fails || open is null ? null : $"{open.Against}: {open.Reason ?? Undecidable(open)}",
            Comparisons = NumberPlaces.Add(bytes, report.Fixture!, comparisons, comparisons.Length..),
            Outliers = [],
            Splits = [],
            Unsettled = comparisons.Sum(comparison => comparison.Undecidable),
            Calculated = null,
        };

        static string Undecidable(ResultComparison open)
            => $"{Wording.Count(open.Undecidable, "changed number is", "changed numbers are")} undecidable";
    }
}
