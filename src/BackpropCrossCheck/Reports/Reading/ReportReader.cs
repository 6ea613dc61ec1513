using System.Security;
using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads JSON reports. What is read and written again has the same bytes.</summary>
internal static class ReportReader
{
    private const int SupportedVersion = 1;

    // "it answered twice": the report says the fault as a sentence.
    private const string FaultBeginning = "it ";

    /// <summary>Reads a report from a file.</summary>
    /// <exception cref="FormatException">The file cannot be read or is no report.</exception>
    public static ReadReport Read(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            throw new FormatException($"{file}: the report cannot be read: {fault.Message}");
        }

        return Read(bytes, file);
    }

    /// <summary>Reads a report from memory.</summary>
    /// <exception cref="FormatException">The bytes are no report.</exception>
    public static ReadReport Read(ReadOnlyMemory<byte> utf8, string file)
    {
        ReadOnlyMemory<byte> text = utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(new ReportElement(document.RootElement, file, string.Empty));
        }
        catch (JsonException fault)
        {
            throw new FormatException(FormattableString.Invariant(
                $"{file}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}: this is no JSON: {fault.Message.Split(" LineNumber:")[0]} A report is written whole or not at all; was this one cut off on its way?"));
        }
        catch (InvalidOperationException fault)
        {
            // A string whose escapes or bytes are no text.
            throw new FormatException($"{file}: {fault.Message}");
        }
    }

    private static ReadReport Read(ReportElement report)
    {
        if (report["version"].Count() is var version && version != SupportedVersion)
        {
            throw report["version"].Fault(FormattableString.Invariant($"version {version} of the report is not known; supported is {SupportedVersion}."));
        }

        FixtureReport[] fixtures = [.. report["fixtures"].Elements().Select(FixtureReader.Read)];
        string[] arguments = [.. report["arguments"].Elements().Select(argument => argument.Text())];
        CheckOptions options = CheckOptions.Of(arguments) with { Shard = report.Optional("shard") is { } shard ? ReadShard(shard) : null };
        CheckReport read = CheckReport.Of([.. report["oracles"].Elements().Select(ReadOracle)], fixtures, options) with
        {
            Verdict = report["verdict"].Word<Verdict>(Words.Of),
            ExitCode = report["exitCode"].Count(),
            Reason = report.Optional("reason")?.Text(),
            Arguments = arguments,
        };
        bool hasEveryNumber = report.Optional("shard")?.Optional("everyNumber")?.Truth()
            ?? Array.Exists(fixtures, fixture => fixture.Comparisons.Any(comparison => comparison.AllNumbers().Any(number => number.Verdict == NumberVerdict.Agrees)));
        return new ReadReport(report.File, report["tool"]["version"].Text(), read, hasEveryNumber);
    }

    private static Shard ReadShard(ReportElement shard)
    {
        int[] positions = [.. shard["positions"].Elements().Select(position => position.Count())];
        (int index, int total) = (shard["index"].Count(), shard["total"].Count());
        return index < 1 || index > total ? throw shard["index"].Mismatch(FormattableString.Invariant($"a number from 1 to {total}"))
            : new Shard(new ShardChoice(index, total, shard["source"].Text()), shard["digest"].Text(), shard["fixtures"].Count(), positions);
    }

    /// <summary>Formats and activations are not in a report.</summary>
    private static OracleReport ReadOracle(ReportElement oracle)
    {
        string name = oracle["name"].Text();
        string status = oracle["status"].Text();
        string? version = oracle.Optional("version")?.Text();
        string? reason = oracle.Optional("reason")?.Text();
        return status switch
        {
            "available" => new OracleReport(name, new OracleStatus.Available(name, oracle["version"].Text(), [], []), oracle.Optional("note")?.Text()),
            "failed" when version is not null => new OracleReport(name, new OracleStatus.Available(name, version, [], []), oracle.Optional("note")?.Text())
            {
                Fault = reason?.StartsWith(FaultBeginning, StringComparison.Ordinal) == true ? reason[FaultBeginning.Length..] : reason,
            },
            "failed" => new OracleReport(name, new OracleStatus.Failed(reason ?? string.Empty)),
            "unavailable" => new OracleReport(name, new OracleStatus.Unavailable(reason ?? string.Empty)),
            _ => throw oracle["status"].Mismatch(Wording.List(["available", "unavailable", "failed"])),
        };
    }
}
