namespace BackpropCrossCheck.Documents.Html;

/// <summary>What every page begins and ends with. A page is one file: its style is in it, it has no script and asks for nothing from
/// elsewhere.</summary>
internal static class PageFrame
{
    /// <summary>Writes the beginning, the title as first heading included.</summary>
    /// <param name="title">The title.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="style">What the page needs besides the style of every page.</param>
    public static void Open(string title, TextWriter writer, string style = "")
    {
        string text = HtmlText.Escaped(title);
        writer.WriteLine("<!DOCTYPE html>");
        writer.WriteLine("<html lang=\"en\">");
        writer.WriteLine("<head>");
        writer.WriteLine("<meta charset=\"utf-8\">");
        writer.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        // Without one a browser asks the server, or the disk, for /favicon.ico.
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
    /// <param name="writer">Where to.</param>
    public static void Close(TextWriter writer)
    {
        writer.WriteLine("</main>");
        writer.WriteLine("</body>");
        writer.WriteLine("</html>");
    }
}
