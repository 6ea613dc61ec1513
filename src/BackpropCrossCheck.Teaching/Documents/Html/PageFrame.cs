namespace BackpropCrossCheck.Documents.Html;

/// <summary>The beginning and end of every page. A page is a single file: it contains its style, and has no script and no external
/// resources.</summary>
internal static class PageFrame
{
    /// <summary>Writes the beginning, including the title as the first heading.</summary>
    /// <param name="title">The title.</param>
    /// <param name="writer">Where it is written.</param>
    /// <param name="style">The styles that the page needs in addition to those of every page.</param>
    public static void Open(string title, TextWriter writer, string style = "")
    {
        string text = HtmlText.Escaped(title);
        writer.WriteLine("<!DOCTYPE html>");
        writer.WriteLine("<html lang=\"en\">");
        writer.WriteLine("<head>");
        writer.WriteLine("<meta charset=\"utf-8\">");
        writer.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        // Without an icon, a browser would request /favicon.ico from the server or the disk.
        writer.WriteLine("<link rel=\"icon\" href=\"data:,\">");
        writer.WriteLine(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">");
        writer.WriteLine($"<title>{text}</title>");
        writer.WriteLine("<style>");
        writer.WriteLine(PageStyle.Sheet);
        if (style.Length > 0)
        {
            writer.WriteLine(style);
        }

        writer.WriteLine("</style>");
        writer.WriteLine("</head>");
        writer.WriteLine("<body>");
        writer.WriteLine("<main>");
        writer.WriteLine($"<h1>{text}</h1>");
    }

    /// <summary>Writes the end.</summary>
    /// <param name="writer">Where it is written.</param>
    public static void Close(TextWriter writer)
    {
        writer.WriteLine("</main>");
        writer.WriteLine("</body>");
        writer.WriteLine("</html>");
    }
}
