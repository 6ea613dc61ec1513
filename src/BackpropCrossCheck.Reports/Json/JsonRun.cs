using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>What a JSON report holds. Names and order of the fields are these properties'; every field may be missing in a report that is
/// read, so each may be null.</summary>
internal sealed record JsonRun
{
    /// <summary>The version of the report that this program writes and reads.</summary>
    public const int SupportedVersion = 1;

    /// <summary>The version of the report.</summary>
    public int? Version { get; init; }

    /// <summary>The program that wrote it.</summary>
    public JsonTool? Tool { get; init; }

    /// <summary>The part of a fixture set that was checked; left out for all of it.</summary>
    public JsonShard? Shard { get; init; }

    /// <summary>The verdict of the whole.</summary>
    public string? Verdict { get; init; }

    /// <summary>The exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why the run is inconclusive although no fixture is, or why nothing was checked.</summary>
    public string? Reason { get; init; }

    /// <summary>What a report that was put together lacks; left out for a whole one.</summary>
    public IReadOnlyList<string?>? Missing { get; init; }

    /// <summary>The command and the options that decide what the run says.</summary>
    public IReadOnlyList<string?>? Arguments { get; init; }

    /// <summary>The oracles, in the order of the run.</summary>
    public IReadOnlyList<JsonOracle?>? Oracles { get; init; }

    /// <summary>The fixtures, in the order of their files; where they are written, each is made when it is its turn.</summary>
    public IEnumerable<JsonFixture?>? Fixtures { get; init; }

    /// <summary>What was counted.</summary>
    public JsonSummary? Summary { get; init; }

    /// <summary>The run as the report says it.</summary>
    /// <param name="report">The run.</param>
    /// <param name="all">Whether the report has every number.</param>
    public static JsonRun Of(CheckReport report, bool all) => new()
    {
        Version = SupportedVersion,
        Tool = JsonTool.Own,
        Shard = report.Shard is { } shard ? JsonShard.Of(shard, all) : null,
        Verdict = ReportWords.Of(report.Verdict),
        ExitCode = report.ExitCode,
        Reason = report.Reason,
        Missing = report.Missing.Count > 0 ? report.Missing : null,
        Arguments = report.Arguments,
        Oracles = [.. report.Oracles.Select(JsonOracle.Of)],
        Fixtures = report.Fixtures.Select(fixture => JsonFixture.Of(fixture, all)),
        Summary = JsonSummary.Of(report.Summary),
    };
}
