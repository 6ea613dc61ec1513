using System.Globalization;
using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports.Markdown;

/// <summary>The page for a job's summary: verdict, table, worst numbers, cause, and how to reproduce it.</summary>
internal sealed class MarkdownFormat : IReportFormat
{
    /// <summary>GitHub accepts at most 1 MiB for a step's summary.</summary>
    public const int Limit = 1 << 20;

    /// <summary>Reserved for the sentence that says what was omitted.</summary>
    private const int Reserve = 512;

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public string Readers => "the summary of a job";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream, ReportOptions options) => Write(report, stream, options, Limit);

    /// <summary>Writes a page of limited length. Whatever has no room is counted.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">The stream; it is left open.</param>
    /// <param name="options">Everything else that affects the text.</param>
    /// <param name="limit">The limit in bytes.</param>
    public static void Write(CheckReport report, Stream stream, ReportOptions options, long limit)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new MarkdownPage(report, options.Root);
        long room = limit - Reserve;
        if (!TryWrite(page.Head()))
        {
            return;
        }

        string[] sections = [.. page.Sections()];
        int written = Array.FindIndex(sections, section => !TryWrite(section));
        if (written >= 0)
        {
            stream.Write(Encoding.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"\n{Wording.Count(sections.Length - written, "more fixture does", "more fixtures do")} not pass and cannot be shown here: "
                    + $"the page ends at {limit} bytes. The JSON report has all.\n")));
        }

        bool TryWrite(string text)
        {
            byte[] bytes = Encoding.GetBytes(text);
            room -= bytes.Length;
            if (room >= 0)
            {
                stream.Write(bytes);
            }

            return room >= 0;
        }
    }
}
