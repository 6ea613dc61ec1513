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
        (Func<string> head, Func<IEnumerable<string>> sectionsOf) = Page(report, options);
        long room = limit - Reserve;
        if (!TryWrite(head()))
        {
            return;
        }

        string[] sections = [.. sectionsOf()];
        int written = Array.FindIndex(sections, section => !TryWrite(section));
        if (written >= 0)
        {
            stream.Write(Encoding.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"\n{Left(options, sections.Length - written)} not pass and cannot be shown here: "
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

    private static (Func<string> Head, Func<IEnumerable<string>> Sections) Page(CheckReport report, ReportOptions options)
    {
        if (options.Class is { } graded)
        {
            var answers = new ClassMarkdown(report, graded, options.Root);
            return (answers.Head, answers.Sections);
        }

        var page = new MarkdownPage(report, options.Root);
        return (page.Head, page.Sections);
    }

    private static string Left(ReportOptions options, int sections) => options.Class is null
        ? Wording.Count(sections, "more fixture does", "more fixtures do")
        : Wording.Count(sections, "more answer does", "more answers do");
}
