using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports;

/// <summary>The JSON report. The same run gives the same bytes.</summary>
public static class JsonReport
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">The stream; it is left open.</param>
    /// <param name="all">True for every number, false for those that differ or are undecidable.</param>
    public static void Write(CheckReport report, Stream stream, bool all)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, JsonRun.Of(report, all), ReportJson.Relaxed.JsonRun);
        stream.WriteByte((byte)'\n');
    }
}
