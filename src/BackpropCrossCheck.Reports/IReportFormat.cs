using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports;

/// <summary>A format in which a report can be written. All formats state the content of one <see cref="CheckReport"/>. They use only what a
/// JSON report can carry: names, counts, items, summaries and findings, but no fixture and no tensor. A format that can show more if more
/// is available says so if it is not.</summary>
internal interface IReportFormat
{
    /// <summary>The name for <c>--report</c>.</summary>
    string Name { get; }

    /// <summary>Who reads it, in a few words, for the help text.</summary>
    string Readers { get; }

    /// <summary>Writes a report. The same report gives the same bytes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">The stream; it is left open.</param>
    /// <param name="options">Everything else that affects the text.</param>
    void Write(CheckReport report, Stream stream, ReportOptions options);
}
