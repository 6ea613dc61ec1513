using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>SARIF 2.1.0 for code scanning: one result per tensor, at the line of its first faulty number.</summary>
internal sealed class SarifFormat : IReportFormat
{
    /// <summary>GitHub accepts 25 000 results and shows 5 000. Nobody would see the others.</summary>
    internal const int MostResults = 5000;

    private const string Root = "%SRCROOT%";
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Name => "sarif";

    /// <inheritdoc/>
    public string Readers => "code scanning";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream, ReportOptions options)
    {
        SarifResult[] all = [.. SarifResults.Of(report)];
        int[] shown = Worst(all);
        string? leftOut = shown.Length == all.Length ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Length - shown.Length} of {all.Length} results are left out here, because code scanning shows no more than "
                + $"{MostResults}; the worst are kept. --report json=PATH has all.");
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer);
            writer.WriteStartObject("automationDetails");
            writer.WriteString("id", ToolVersion.Name + "/");
            writer.WriteEndObject();
            WriteInvocation(writer, report, leftOut);
            WriteRoot(writer);
            writer.WriteString("columnKind", "unicodeCodePoints");
            writer.WriteStartArray("results");
            foreach (int i in shown)
            {
                WriteResult(writer, all[i], options.Root);
                writer.Flush();
            }

            if (leftOut is not null)
            {
                FixtureReport first = all[Enumerable.Range(0, all.Length).Except(shown).First()].Fixture;
                WriteResult(writer, new SarifResult(SarifRules.LeftOut, SarifRule.Error, 0, first, [], leftOut, null), options.Root);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>The worst results, in the order of the report. One place is left for the result that counts the others.</summary>
    private static int[] Worst(SarifResult[] all)
    {
        IEnumerable<int> indices = Enumerable.Range(0, all.Length);
        return all.Length <= MostResults ? [.. indices] :
        [
            .. indices.OrderBy(i => all[i].Level switch { SarifRule.Error => 0, SarifRule.Warning => 1, _ => 2 })
                .ThenByDescending(i => all[i].Ratio)
                .Take(MostResults - 1)
                .Order(),
        ];
    }

    private static void WriteTool(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", ToolVersion.Name);
        writer.WriteString("version", ToolVersion.Number);
        writer.WriteStartArray("rules");
        foreach (SarifRule rule in SarifRules.All)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            writer.WriteString("name", rule.Name);
            WriteMessage(writer, "shortDescription", rule.Summary);
            WriteMessage(writer, "fullDescription", rule.Summary);
            WriteMessage(writer, "help", rule.Help);
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", rule.Level);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter writer, CheckReport report, string? leftOut)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", report.ExitCode is ExitCode.Agrees or ExitCode.Discrepancy);
        writer.WriteNumber("exitCode", report.ExitCode);
        writer.WriteString("exitCodeDescription", PrintableText.Of(ConclusionText.Of(report)));
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (OracleReport oracle in report.Oracles)
        {
            if (OracleLines.WhyNot(oracle) is { } why)
            {
                WriteNotification(
                    writer, oracle.Status is OracleStatus.Unavailable ? SarifRule.Note : SarifRule.Warning, $"{oracle.Name}: {why}");
            }
        }

        foreach (string remark in ConclusionText.Rest(report.Summary).Concat(ConclusionText.Remarks(report)))
        {
            WriteNotification(writer, SarifRule.Note, remark);
        }

        if (report.Reason is { } reason)
        {
            WriteNotification(writer, SarifRule.Warning, reason);
        }

        if (leftOut is not null)
        {
            WriteNotification(writer, SarifRule.Warning, leftOut);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter writer, string level, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("level", level);
        WriteMessage(writer, "message", text);
        writer.WriteEndObject();
    }

    /// <summary>Paths are relative to the root of the repository. The reader of the report knows where that is.</summary>
    private static void WriteRoot(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("originalUriBaseIds");
        writer.WriteStartObject(Root);
        WriteMessage(writer, "description", "The root of the repository.");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, SarifResult result, SourceRoot root)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", result.Rule.Id);
        writer.WriteNumber("ruleIndex", IndexOf(result.Rule));
        writer.WriteString("level", result.Level);
        WriteMessage(writer, "message", result.Text);
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        WriteArtifact(writer, result.File, root);
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", result.Place?.Line ?? 1);
        writer.WriteNumber("startColumn", result.Place?.Column ?? 1);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("primaryLocationLineHash", Fingerprint(result, root));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteArtifact(Utf8JsonWriter writer, string file, SourceRoot root)
    {
        writer.WriteStartObject("artifactLocation");
        if (root.Relative(file) is { } relative)
        {
            writer.WriteString("uri", string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)));
            writer.WriteString("uriBaseId", Root);
        }
        else
        {
            writer.WriteString(
                "uri", "file://" + string.Join('/', root.Absolute(file).Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)));
        }

        writer.WriteEndObject();
    }

    /// <summary>Identifies a result without its line and its numbers, so that an alert stays the same when lines are added or numbers
    /// change.</summary>
    private static string Fingerprint(SarifResult result, SourceRoot root)
    {
        string subject = string.Join('\0', [result.Rule.Id, result.Fixture.Name ?? root.Shown(result.Fixture.File), .. result.Subject]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))[..16] + ":1";
    }

    private static int IndexOf(SarifRule rule)
    {
        for (int i = 0; i < SarifRules.All.Count; i++)
        {
            if (SarifRules.All[i] == rule)
            {
                return i;
            }
        }

        throw new ArgumentException("The rule is not among the rules.", nameof(rule));
    }

    private static void WriteMessage(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", SarifText.Of(text));
        writer.WriteEndObject();
    }
}
