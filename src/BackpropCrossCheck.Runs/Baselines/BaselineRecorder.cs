using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Baselines;

/// <summary>Collects the numbers of a run.</summary>
/// <param name="format">The format that the oracles are asked to calculate in; null for the most precise that each offers.</param>
internal sealed class BaselineRecorder(FloatFormat? format)
{
    private readonly List<BaselineFixture> _fixtures = [];

    /// <summary>Adds the numbers of a fixture. One that could not be checked has none.</summary>
    /// <param name="report">Its report, with its numbers.</param>
    public void Add(FixtureReport report)
    {
        if (report is { Calculated: { } calculated, Fixture: { } fixture })
        {
            _fixtures.Add(new BaselineFixture(
                fixture.Name,
                report.File,
                CalculationDigest.Of(fixture),
                fixture.Layout,
                [
                    new BaselineResult(null, FloatFormat.Float64, calculated.Engine.Numbers, null),
                    .. calculated.Oracles.OrderBy(result => result.Name, StringComparer.Ordinal).Select(Of),
                ]));
        }
    }

    /// <summary>The baseline: the collected numbers, and the oracles that contributed to them.</summary>
    /// <param name="asked">The oracles, with the names by which they were requested.</param>
    public Baseline ToBaseline(IEnumerable<(string Asked, OracleReport Report)> asked)
    {
        BaselineOracle[] oracles =
        [
            .. asked
                .Where(oracle => oracle.Report.Status is OracleStatus.Available)
                .Select(
                    oracle => new BaselineOracle(oracle.Report.Name, ((OracleStatus.Available)oracle.Report.Status).Version, oracle.Asked))
                .OrderBy(oracle => oracle.Name, StringComparer.Ordinal),
        ];
        var names = oracles.Select(oracle => oracle.Name).ToHashSet(StringComparer.Ordinal);
        return new Baseline
        {
            Tool = ToolVersion.Number,
            Machine = Machine.Current,
            Format = format,
            Oracles = oracles,
            Fixtures =
            [
                .. _fixtures
                    .Select(fixture => fixture with
                    {
                        Results = [.. fixture.Results.Where(result => result.Oracle is null || names.Contains(result.Oracle))],
                    })
                    .OrderBy(fixture => fixture.Name, StringComparer.Ordinal),
            ],
        };
    }

    private static BaselineResult Of(OracleResult result) => result.Status == ComparisonStatus.Computed
        ? new BaselineResult(result.Name, result.Numbers!.Format!.Value, result.Numbers.Numbers, null)
        : new BaselineResult(result.Name, FloatFormat.Float64, null, result.Reason);
}
