using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads JSON reports. What is read and written again has the same bytes. Verdicts, exit code and summary are worked out again from numbers and counts; a
/// report that says something else is refused.</summary>
internal static class ReportReader
{
    private const int SupportedVersion = 1;

    // "it answered twice": the report says the fault as a sentence.
    private const string FaultBeginning = "it ";

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
    /// <exception cref="FormatException">The bytes are no report, or one that contradicts itself.</exception>
    public static ReadReport Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var text = new ReportText(file, utf8);
        using var document = JsonDocument.Parse(text.Utf8);
        return Read(new ReportElement(document.RootElement, text, string.Empty));
    }

    private static ReadReport Read(ReportElement report)
    {
        if (report["version"].Count() is var version && version != SupportedVersion)
        {
            throw report["version"].Fault(FormattableString.Invariant($"version {version} of the report is not known; supported is {SupportedVersion}."));
        }

        ReportElement elements = report["fixtures"];
        string[] arguments = [.. report["arguments"].Elements().Select(argument => argument.Text())];
        var terms = RunTerms.Of(arguments);
        FixtureReport[] fixtures = [.. elements.Elements().Select(new FixtureReportReader(terms).Read)];
        CheckTotal(elements, fixtures);
        var options = new CheckOptions
        {
            Shard = report.Optional("shard") is { } shard ? ReadShard(shard) : null,
            Missing = [.. (report.Optional("missing")?.Elements() ?? []).Select(missing => missing.Text())],
        };
        CheckReport concluded = terms.Conclude(options, [.. report["oracles"].Elements().Select(ReadOracle)], fixtures) with { Arguments = arguments };
        CheckConclusion(report, concluded);
        bool hasEveryNumber = report.Optional("shard")?.Optional("everyNumber")?.Truth()
            ?? Array.Exists(fixtures, fixture => fixture.Comparisons.Any(comparison => comparison.AllNumbers().Any(number => number.Verdict == NumberVerdict.Agrees)));
        return new ReadReport(report.Report.File, report["tool"]["version"].Text(), concluded, hasEveryNumber);
    }

    /// <summary>Counts are whole numbers of 32 bits.</summary>
    private static void CheckTotal(ReportElement element, IReadOnlyList<FixtureReport> fixtures)
    {
        if (fixtures.SelectMany(fixture => fixture.Comparisons).Sum(comparison => (long)comparison.Numbers + comparison.NotGiven) > int.MaxValue)
        {
            throw element.Fault(FormattableString.Invariant($"the comparisons have more than {int.MaxValue} numbers together."));
        }
    }

    /// <summary>The verdict, the exit code and the summary follow from the fixtures and oracles.</summary>
    private static void CheckConclusion(ReportElement report, CheckReport concluded)
    {
        const string from = "the fixtures and oracles";
        report["verdict"].MustBe(ReportWords.Of(concluded.Verdict), from);
        report["exitCode"].MustBe(concluded.ExitCode, from);
        ReportElement summary = report["summary"];
        foreach ((string name, int count) in concluded.Summary.Counts)
        {
            summary[name].MustBe(count, "the fixtures");
        }
    }

    private static Shard ReadShard(ReportElement shard)
    {
        int total = shard["total"].Count(1, ShardChoice.Most);
        int fixtures = shard["fixtures"].Count();
        int[] positions = [.. shard["positions"].Elements().Select(position => position.Count(1, Math.Max(1, fixtures)))];
        return new Shard(new ShardChoice(shard["index"].Count(1, total), total, shard["source"].Text()), shard["digest"].Text(), fixtures, positions);
    }

    /// <summary>Formats and activations are not in a report.</summary>
    private static OracleReport ReadOracle(ReportElement oracle)
    {
        string name = oracle["name"].Text();
        string status = oracle["status"].Text();
        string? version = oracle.Optional("version")?.Text();
        return status switch
        {
            "available" => new OracleReport(name, new OracleStatus.Available(name, oracle["version"].Text(), [], []), oracle.Optional("note")?.Text()),
            "failed" when version is not null => new OracleReport(name, new OracleStatus.Available(name, version, [], []), oracle.Optional("note")?.Text())
            {
                Fault = oracle["reason"].Text() is var reason && reason.StartsWith(FaultBeginning, StringComparison.Ordinal) ? reason[FaultBeginning.Length..] : reason,
            },
            "failed" => new OracleReport(name, new OracleStatus.Failed(oracle["reason"].Text())),
            "unavailable" => new OracleReport(name, new OracleStatus.Unavailable(oracle["reason"].Text())),
            _ => throw oracle["status"].Mismatch(Wording.List(["available", "unavailable", "failed"])),
        };
    }
}
