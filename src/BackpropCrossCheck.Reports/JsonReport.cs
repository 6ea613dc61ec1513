using System.Text.Encodings.Web;
using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>The JSON report. The same run gives the same bytes.</summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // The report is a file of its own, not text inside HTML or a script.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="all">True: every number; false: those that differ or are undecidable.</param>
    public static void Write(CheckReport report, Stream stream, bool all)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stream);
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", 1);
            writer.WriteStartObject("tool");
            writer.WriteString("name", ToolVersion.Name);
            writer.WriteString("version", ToolVersion.Number);
            writer.WriteEndObject();
            if (report.Shard is { } shard)
            {
                JsonShard.Write(writer, shard, all);
            }

            writer.WriteString("verdict", ReportWords.Of(report.Verdict));
            writer.WriteNumber("exitCode", report.ExitCode);
            writer.WriteOptional("reason", report.Reason);
            if (report.Missing.Count > 0)
            {
                WriteTexts(writer, "missing", report.Missing);
            }

            WriteTexts(writer, "arguments", report.Arguments);
            WriteOracles(writer, report.Oracles);
            writer.WriteStartArray("fixtures");
            foreach (FixtureReport fixture in report.Fixtures)
            {
                WriteFixture(writer, fixture, all);
                writer.Flush();
            }

            writer.WriteEndArray();
            WriteSummary(writer, report.Summary);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteOracles(Utf8JsonWriter writer, IReadOnlyList<OracleReport> oracles)
    {
        writer.WriteStartArray("oracles");
        foreach (OracleReport oracle in oracles)
        {
            writer.WriteStartObject();
            writer.WriteString("name", oracle.Name);
            switch (oracle.Status)
            {
                case OracleStatus.Available available:
                    writer.WriteString("status", oracle.Fault is null ? "available" : "failed");
                    writer.WriteString("version", available.Version);
                    writer.WriteOptional("reason", oracle.Fault is null ? null : $"it {oracle.Fault}");
                    writer.WriteOptional("note", oracle.Note);
                    break;
                case OracleStatus.Unavailable unavailable:
                    writer.WriteString("status", "unavailable");
                    writer.WriteString("reason", unavailable.Reason);
                    break;
                case OracleStatus.Failed failed:
                    writer.WriteString("status", "failed");
                    writer.WriteString("reason", failed.Reason);
                    break;
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFixture(Utf8JsonWriter writer, FixtureReport fixture, bool all)
    {
        writer.WriteStartObject();
        writer.WriteString("name", fixture.Name);
        writer.WriteString("file", fixture.File);
        writer.WriteOptional("sha256", fixture.Digest);
        writer.WriteString("verdict", ReportWords.Of(fixture.Verdict));
        writer.WriteOptional("reason", fixture.Reason);
        if (fixture.Error is { } error)
        {
            writer.WriteStartObject("error");
            writer.WriteString("message", error.Message);
            writer.WriteOptional("line", error.Line);
            writer.WriteOptional("column", error.Column);
            writer.WriteOptional("pointer", error.Pointer);
            writer.WriteEndObject();
        }

        if (fixture.Loss is { } loss)
        {
            JsonComparison.WriteLoss(writer, loss);
        }

        if (fixture.Layout is { } layout)
        {
            WriteNetwork(writer, layout);
        }

        writer.WriteStartArray("comparisons");
        foreach (ResultComparison comparison in fixture.Comparisons)
        {
            JsonComparison.Write(writer, comparison, fixture, all);
        }

        writer.WriteEndArray();
        if (fixture.Unsettled > 0)
        {
            writer.WriteNumber("unsettled", fixture.Unsettled);
        }

        JsonRigour.WriteNotCompared(writer, fixture.NotCompared);
        if (fixture.TrainingDiverges)
        {
            writer.WriteBoolean("trainingDiverges", true);
        }

        writer.WriteStartArray("outliers");
        foreach (Outlier outlier in fixture.Outliers)
        {
            WriteOutlier(writer, outlier);
        }

        writer.WriteEndArray();
        if (fixture.Splits.Count > 0)
        {
            writer.WriteStartArray("splits");
            foreach (Split split in fixture.Splits)
            {
                WriteSplit(writer, split);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>What the shapes of all tensors follow from.</summary>
    private static void WriteNetwork(Utf8JsonWriter writer, TensorLayout layout)
    {
        writer.WriteStartObject("network");
        writer.WriteNumber("samples", layout.Samples);
        writer.WriteNumber("inputs", layout.Layers[0].Inputs);
        writer.WriteStartArray("layers");
        foreach (LayerShape layer in layout.Layers)
        {
            writer.WriteStartObject();
            writer.WriteNumber("units", layer.Units);
            writer.WriteBoolean("bias", layer.HasBias);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOutlier(Utf8JsonWriter writer, Outlier outlier)
    {
        writer.WriteStartObject();
        writer.WriteString("name", outlier.Name);
        writer.WriteNumber("numbers", outlier.Numbers);
        WriteTexts(writer, "agreeing", outlier.Agreeing);
        WriteTensors(writer, outlier.Tensors);
        writer.WritePropertyName("first");
        JsonComparison.WriteItem(writer, outlier.First, reason: null);
        writer.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter writer, Split split)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("camps");
        foreach (IReadOnlyList<string> camp in split.Camps)
        {
            WriteTexts(writer, null, camp);
        }

        writer.WriteEndArray();
        WriteTensors(writer, split.Tensors);
        writer.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter writer, IReadOnlyList<TensorCount> tensors)
    {
        writer.WriteStartArray("tensors");
        foreach (TensorCount tensor in tensors)
        {
            writer.WriteStartObject();
            JsonComparison.WriteTensor(writer, tensor.Slot);
            writer.WriteNumber("numbers", tensor.Numbers);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string? name, IReadOnlyList<string> texts)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        writer.WriteStartArray();
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter writer, CheckSummary summary)
    {
        writer.WriteStartObject("summary");
        foreach ((string name, int count) in summary.Counts)
        {
            writer.WriteNumber(name, count);
        }

        JsonRigour.WriteNotCompared(writer, summary.NotCompared);
        JsonRigour.WriteFixedRules(writer, summary.FixedRules);
        writer.WriteEndObject();
    }
}
