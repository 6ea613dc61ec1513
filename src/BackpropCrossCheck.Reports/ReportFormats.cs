using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Junit;
using BackpropCrossCheck.Reports.Markdown;
using BackpropCrossCheck.Reports.Sarif;

namespace BackpropCrossCheck.Reports;

/// <summary>All report formats. A new one needs a class of its own and an entry here.</summary>
internal static class ReportFormats
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } =
    [
        new JsonFormat(), new JunitFormat(), new SarifFormat(), new CodeQualityFormat(), new MarkdownFormat(), new HtmlFormat(),
        new NumbersFormat(),
    ];

    /// <summary>The format of that name; null if there is none.</summary>
    /// <param name="name">The name.</param>
    public static IReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>All formats for graded answers.</summary>
    public static IReadOnlyList<IReportFormat> OfAnswers { get; } =
        [new GradebookFormat(), .. All.Where(format => format is not NumbersFormat)];
}
