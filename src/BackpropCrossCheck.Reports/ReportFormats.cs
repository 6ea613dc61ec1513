using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Junit;
using BackpropCrossCheck.Reports.Markdown;
using BackpropCrossCheck.Reports.Sarif;

namespace BackpropCrossCheck.Reports;

/// <summary>The formats that there are. A further one is a class of its own and a word here.</summary>
internal static class ReportFormats
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } =
        [new JsonFormat(), new JunitFormat(), new SarifFormat(), new MarkdownFormat(), new HtmlFormat()];

    /// <summary>The format of a name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public static IReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
