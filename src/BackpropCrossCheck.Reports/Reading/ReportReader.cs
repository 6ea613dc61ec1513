using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports.Json;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads JSON reports. Reading a report and writing it again gives the same bytes. Verdicts, exit code and summary are
/// recalculated from numbers and counts, and a report that says something else is rejected.</summary>
internal static class ReportReader
{
    /// <summary>Reads a report from a file.</summary>
    /// <exception cref="FormatException">The file cannot be read or is no report.</exception>
    public static ReadReport Read(string file, int limit = Fixtures.InputFile.DefaultLimit)
    {
        byte[] bytes;
        try
        {
            bytes = Fixtures.InputFile.Read(file, limit, "report");
        }
        catch (Fixtures.FixtureException fault)
        {
            throw new FormatException(fault.Message);
        }

        return Read(bytes, file);
    }

    /// <summary>Reads a report from memory.</summary>
    /// <exception cref="FormatException">The report is not valid, or contradicts itself.</exception>
    public static ReadReport Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var text = new ReportText(file, utf8);
        JsonRun run = text.Run();
        var at = new ReportPlace(text, string.Empty);
        return at.Count("version", run.Version) == JsonRun.SupportedVersion ? Read(run, at)
            : throw at["version"].Fault(FormattableString.Invariant(
                $"version {run.Version} of the report is not known; supported is {JsonRun.SupportedVersion}."));
    }

    private static ReadReport Read(JsonRun run, ReportPlace at)
    {
        IEnumerable<JsonFixture?> elements = at.Required("fixtures", run.Fixtures);
        string[] arguments = [.. at.Each("arguments", run.Arguments, "a string").Select(argument => argument.Value)];
        var terms = RunTerms.Of(arguments);
        var reader = new FixtureReportReader(terms);
        FixtureReport[] fixtures = [.. at.Each("fixtures", elements).Select(fixture => reader.Read(fixture.Value, fixture.Place))];
        CheckTotal(at["fixtures"], fixtures);
        var options = new CheckOptions
        {
            Shard = run.Shard is { } shard ? ReadShard(shard, at["shard"]) : null,
            FilteredOut = at["summary"].OptionalCount("filteredOut", run.Summary?.FilteredOut) ?? 0,
            NotChecked = at["summary"].OptionalCount("notChecked", run.Summary?.NotChecked) ?? 0,
            Missing = run.Missing is null ? [] : [.. at.Each("missing", run.Missing, "a string").Select(missing => missing.Value)],
        };
        OracleReport[] oracles = [.. at.Each("oracles", run.Oracles).Select(oracle => ReadOracle(oracle.Value, oracle.Place))];
        CheckRest(at["summary"], options, arguments, fixtures);
        CheckReport concluded = terms.Conclude(options, oracles, fixtures) with { Arguments = arguments };
        CheckConclusion(run, at, concluded);
        bool hasEveryNumber = run.Shard?.EveryNumber
            ?? Array.Exists(
                fixtures,
                fixture => fixture.Comparisons.Any(
                    comparison => comparison.AllNumbers().Any(number => number.Verdict == NumberVerdict.Agrees)));
        return new ReadReport(at.Report.File, at["tool"].Required("version", at.Required("tool", run.Tool).Version),
            concluded, hasEveryNumber);
    }

    /// <summary>Only a filter leaves fixtures out, and only a failure ends a run early.</summary>
    private static void CheckRest(
        ReportPlace at, CheckOptions options, IReadOnlyList<string> arguments, IReadOnlyList<FixtureReport> fixtures)
    {
        if (options.FilteredOut > 0 && !arguments.Contains("--filter"))
        {
            throw at["filteredOut"].Contradiction("0", "the arguments, which have no --filter,");
        }

        if (options.NotChecked > 0
            && !(arguments.Contains("--fail-fast") && fixtures.Any(fixture => fixture.Verdict == Comparison.Verdict.Fail)))
        {
            throw at["notChecked"].Contradiction("0", "the arguments and the fixtures");
        }
    }

    /// <summary>The total of all counts must fit into 32 bits.</summary>
    private static void CheckTotal(ReportPlace at, IReadOnlyList<FixtureReport> fixtures)
    {
        long total = fixtures
            .SelectMany(fixture => fixture.Comparisons)
            .Sum(comparison => (long)comparison.Numbers + comparison.NotGiven);
        if (total > int.MaxValue)
        {
            throw at.Fault(FormattableString.Invariant($"the comparisons have more than {int.MaxValue} numbers together."));
        }
    }

    /// <summary>The verdict, the exit code and the summary must follow from the fixtures and oracles.</summary>
    private static void CheckConclusion(JsonRun run, ReportPlace at, CheckReport concluded)
    {
        const string from = "the fixtures and oracles";
        at.MustBe("verdict", run.Verdict, ReportWords.Of(concluded.Verdict), from);
        at.MustBe("exitCode", run.ExitCode, concluded.ExitCode, from);
        foreach (((string name, int? stated), (_, int follows))
            in at.Required("summary", run.Summary).Counts().Zip(concluded.Summary.Counts))
        {
            at["summary"].MustBe(name, stated, follows, "the fixtures");
        }

        SharedCauseAccount.Check(run.Summary!, at["summary"], concluded);
    }

    private static Shard ReadShard(JsonShard shard, ReportPlace at)
    {
        int total = at.Count("total", shard.Total, 1, ShardChoice.Most);
        int fixtures = at.Count("fixtures", shard.Fixtures);
        int[] positions = [.. at.Required("positions", shard.Positions)
            .Select((position, i) => at["positions"][i].Within(position, 1, Math.Max(1, fixtures)))];
        return new Shard(
            new ShardChoice(at.Count("index", shard.Index, 1, total), total, at.Required("source", shard.Source)),
                at.Required("digest", shard.Digest), fixtures, positions);
    }

    /// <summary>A report does not contain formats and activations.</summary>
    private static OracleReport ReadOracle(JsonOracle oracle, ReportPlace at)
    {
        string name = at.Required("name", oracle.Name);
        return at.Required("status", oracle.Status) switch
        {
            JsonOracle.Available => Started(at.Required("version", oracle.Version)),
            JsonOracle.Failed when oracle.Version is { } version =>
                Started(version) with { Fault = FaultOf(at.Required("reason", oracle.Reason)) },
            JsonOracle.Failed => new OracleReport(name, new OracleStatus.Failed(at.Required("reason", oracle.Reason))),
            JsonOracle.Unavailable => new OracleReport(name, new OracleStatus.Unavailable(at.Required("reason", oracle.Reason))),
            _ => throw at["status"].Mismatch(Wording.List([JsonOracle.Available, JsonOracle.Unavailable, JsonOracle.Failed])),
        };

        OracleReport Started(string version) => new(name, new OracleStatus.Available(name, version, [], []), oracle.Note);
    }

    private static string FaultOf(string reason)
        => reason.StartsWith(JsonOracle.FaultBeginning, StringComparison.Ordinal) ? reason[JsonOracle.FaultBeginning.Length..] : reason;
}
