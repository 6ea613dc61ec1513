using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports.Sarif;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>GitLab's Code Quality report: an issue for each tensor that differs or is undecidable, each oracle that failed, and each bad
/// fixture, at its line of the file.</summary>
/// <remarks>Source: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".</remarks>
internal sealed class CodeQualityFormat : IReportFormat
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Name => "codequality";

    /// <inheritdoc/>
    public string Readers => "GitLab's merge requests";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartArray();
            var taken = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (string remark in ConclusionText.OfRun(report))
            {
                Write(json, remark, "run", Digest(remark), "info", ".", 1);
            }

            foreach (SarifResult result in SarifResults.Of(report))
            {
                string path = options.Root.Shown(result.File);
                string severity = result.Level switch
                {
                    SarifRule.Error => "major",
                    SarifRule.Warning => "minor",
                    _ => "info",
                };
                Write(json, result.Text, result.Rule.Id, Fingerprint(result, path, taken), severity, path, result.Place?.Line ?? 1);
            }

            json.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Write(
        Utf8JsonWriter json, string text, string check, string fingerprint, string severity, string path, int line)
    {
        json.WriteStartObject();
        json.WriteString("description", PrintableText.Of(text));
        json.WriteString("check_name", check);
        json.WriteString("fingerprint", fingerprint);
        json.WriteString("severity", severity);
        json.WriteStartObject("location");
        json.WriteString("path", path);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Says what the issue is about, not where or with which numbers, so that it is the same one in the next run.</summary>
    private static string Fingerprint(SarifResult result, string path, Dictionary<string, int> taken)
    {
        string subject = string.Join('\n', [result.Rule.Id, path, result.Fixture.Name ?? string.Empty, .. result.Subject]);
        int before = taken[subject] = taken.GetValueOrDefault(subject) + 1;
        return Digest(FormattableString.Invariant($"{subject}\n{before}"));
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
