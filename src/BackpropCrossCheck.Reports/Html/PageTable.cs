namespace BackpropCrossCheck.Reports.Html;

/// <summary>HTML tables; the first cell of a row is its heading.</summary>
internal static class PageTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="kind">How its cells are aligned: numbers to the right, words to the left.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="header">The column headings, as plain text.</param>
    /// <param name="rows">The cells, as HTML.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Write(string kind, string caption, IEnumerable<string> header, IEnumerable<string[]> rows, TextWriter writer)
    {
        Open(kind, caption, header, writer);
        foreach (string[] row in rows)
        {
            writer.WriteLine(Row(row));
        }

        Close(writer);
    }

    /// <summary>Writes the beginning of a table.</summary>
    /// <param name="kind">How its cells are aligned: numbers to the right, words to the left.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="header">The column headings, as plain text.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Open(string kind, string caption, IEnumerable<string> header, TextWriter writer)
    {
        string text = PageText.Of(caption);
        // With the focus on it, people without a mouse can scroll a wide table from the keyboard.
        writer.WriteLine($"<div class=\"wide {kind}\" tabindex=\"0\" role=\"region\" aria-label=\"{text}\"><table>");
        writer.WriteLine($"<caption>{text}</caption>");
        writer.WriteLine($"<thead><tr>{string.Concat(header.Select(head => $"<th scope=\"col\">{PageText.Of(head)}</th>"))}</tr></thead>");
        writer.WriteLine("<tbody>");
    }

    /// <summary>A row.</summary>
    /// <param name="cells">The cells, as HTML.</param>
    public static string Row(string[] cells)
        => $"<tr><th scope=\"row\">{cells[0]}</th>{string.Concat(cells.Skip(1).Select(cell => $"<td>{cell}</td>"))}</tr>";

    /// <summary>Writes the end of a table.</summary>
    /// <param name="writer">Where it is written.</param>
    public static void Close(TextWriter writer) => writer.WriteLine("</tbody></table></div>");
}
