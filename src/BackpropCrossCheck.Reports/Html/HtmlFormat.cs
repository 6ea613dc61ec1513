using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Documents.Html;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>An HTML page for people. What does not pass gets its verdict, pictures, tables and worked lines; the rest is folded. Worked
/// lines need the fixture. If the report was read from a file and the fixture is gone, the page says so.</summary>
internal sealed class HtmlFormat : IReportFormat
{
    /// <summary>The most bytes of a page. A browser can handle more, but gets slow.</summary>
    public const long Limit = 18_000_000;

    private const long Reserve = 2_000;

    /// <summary>The share of the page for fixtures with pictures; the rest is for the lists of the others.</summary>
    private const double ShareOfSections = 0.7;

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public string Readers => "people, with pictures";

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
        using var writer = new StreamWriter(stream, Encoding, leaveOpen: true) { NewLine = "\n" };
        if (options.Class is { } graded)
        {
            new ClassPage(report, graded, options.Root).Write(writer);
            return;
        }

        var page = new ReportPage(report, options.Root);
        long room = limit - Reserve - Encoding.GetByteCount(Head(page, page.NotPassing.Count));
        string[] sections = [.. Sections(page, (long)(room * ShareOfSections))];
        room -= sections.Sum(section => (long)Encoding.GetByteCount(section));
        writer.Write(Head(page, sections.Length));
        foreach (string section in sections)
        {
            writer.Write(section);
        }

        room -= page.WithoutSection(sections.Length).Write(writer, page.Passing.Count == 0 ? room : room / 2);
        page.FoldedPassing.Write(writer, room);
        ReportPage.WriteFoot(writer);
        PageFrame.Close(writer);
    }

    private static string Head(ReportPage page, int sections) => Written(part =>
    {
        PageFrame.Open(page.Title, part, ReportStyle.Sheet);
        page.WriteHead(sections, part);
    });

    /// <summary>The sections of fixtures that do not pass, as many as there is room for.</summary>
    private static IEnumerable<string> Sections(ReportPage page, long room)
    {
        for (int i = 0; i < page.NotPassing.Count; i++)
        {
            string section = Written(part => page.WriteSection(i, part));
            room -= Encoding.GetByteCount(section);
            if (room < 0)
            {
                yield break;
            }

            yield return section;
        }
    }

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
