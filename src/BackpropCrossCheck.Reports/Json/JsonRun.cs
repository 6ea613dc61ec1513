using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The content of a JSON report. The properties give the names and the order of the fields. A report that is read may lack any
/// field, so every property may be null.</summary>
internal sealed record JsonRun
{
    /// <summary>The version of the format that this program writes and reads.</summary>
    public const int SupportedVersion = 1;

    /// <summary>The version of the format.</summary>
    public int? Version { get; init; }

    /// <summary>The program that wrote it.</summary>
    public JsonTool? Tool { get; init; }

    /// <summary>The part of a fixture set that was checked; omitted if that is all of it.</summary>
    public JsonShard? Shard { get; init; }

    /// <summary>The verdict of the whole run.</summary>
    public string? Verdict { get; init; }

    /// <summary>The exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why the run is inconclusive although no fixture is, or why nothing was checked.</summary>
    public string? Reason { get; init; }

    /// <summary>What a merged report lacks; omitted if it is complete.</summary>
    public IReadOnlyList<string?>? Missing { get; init; }

    /// <summary>The command, and the options that affect the results.</summary>
    public IReadOnlyList<string?>? Arguments { get; init; }

    /// <summary>The oracles, in the order of the run.</summary>
    public IReadOnlyList<JsonOracle?>? Oracles { get; init; }

    /// <summary>The fixtures, in the order of their files. When the report is written, each is created only when its turn comes.</summary>
    public IEnumerable<JsonFixture?>? Fixtures { get; init; }

    /// <summary>The counts.</summary>
    public JsonSummary? Summary { get; init; }

    /// <summary>The run in the form of the report.</summary>
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
        Summary = JsonSummary.Of(report.Summary, report.SharedCauses),
    };
}
