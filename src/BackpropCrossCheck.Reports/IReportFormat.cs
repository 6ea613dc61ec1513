using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports;

/// <summary>A format that a report can be written in. All formats say what the one <see cref="CheckReport"/> says, and use no more of it
/// than a JSON report can carry: no fixture and no tensor, but names, counts, items, summaries and findings. What shows more where there is
/// more says so where there is not.</summary>
internal interface IReportFormat
{
    /// <summary>The word for <c>--report</c>.</summary>
    string Name { get; }

    /// <summary>Who reads it, in a few words for the help.</summary>
    string Readers { get; }

    /// <summary>Writes a report. The same report gives the same bytes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="options">What else decides the text.</param>
    void Write(CheckReport report, Stream stream, ReportOptions options);
}
