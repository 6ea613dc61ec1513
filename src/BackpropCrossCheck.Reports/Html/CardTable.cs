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
            IEnumerable<string> cells = row.Skip(1).Select((cell, i) => Cell(header[i + 1], cell));
            writer.WriteLine($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(cells)}</tr>");
        }

        writer.WriteLine("</tbody></table>");
    }

    /// <summary>A cell. On a card, where each has its heading beside it, zeros are left out.</summary>
    private static string Cell(string heading, string cell)
        => $"<td data-head=\"{PageText.Of(heading)}\"{(cell == "0" ? " class=\"zero\"" : string.Empty)}>{cell}</td>";
}
