namespace BackpropCrossCheck.Reports.Html;

/// <summary>A table whose rows become cards on a narrow screen, so that no number is behind a scrollbar.</summary>
internal static class CardTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="header">The column headings, as plain text.</param>
    /// <param name="rows">The cells, as HTML; the first is the heading of its row.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Write(string caption, IReadOnlyList<string> header, IEnumerable<string[]> rows, TextWriter writer)
    {
        writer.WriteLine($"<table class=\"cards\"><caption>{PageText.Of(caption)}</caption>");
        writer.WriteLine($"<thead><tr>{string.Concat(header.Select(head => $"<th scope=\"col\">{PageText.Of(head)}</th>"))}</tr></thead>");
        writer.WriteLine("<tbody>");
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Skip(1).Select((cell, i) => $"<td data-head=\"{PageText.Of(header[i + 1])}\">{cell}</td>");
            writer.WriteLine($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(cells)}</tr>");
        }

        writer.WriteLine("</tbody></table>");
    }
}
