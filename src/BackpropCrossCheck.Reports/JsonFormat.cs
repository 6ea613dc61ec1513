using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports;

/// <summary>The JSON report as a report format.</summary>
internal sealed class JsonFormat : IReportFormat
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string Readers => "programs";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream, ReportOptions options) => JsonReport.Write(report, stream, options.All);
}
