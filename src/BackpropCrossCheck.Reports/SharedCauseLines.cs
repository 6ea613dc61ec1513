using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>Writes the causes that several fixtures share on the console, a line for each.</summary>
internal static class SharedCauseLines
{
    private const int Most = 10;

    /// <summary>Writes them; nothing if there are none.</summary>
    /// <param name="console">Where they are written.</param>
    /// <param name="report">The report.</param>
    public static void Write(ConsoleStyle console, CheckReport report)
    {
        IReadOnlyList<SharedCause> causes = report.SharedCauses;
        if (causes.Count == 0)
        {
            return;
        }

        console.Line("causes that several fixtures share:");
        foreach (SharedCause cause in causes.Take(Most))
        {
            console.Paragraph(2, string.Empty, SharedCauseText.Of(cause), "- ");
        }

        if (causes.Count > Most)
        {
            console.Paragraph(4, string.Empty, $"and {Wording.Count(causes.Count - Most, "more cause")}; the JSON report has them all");
        }
    }
}
