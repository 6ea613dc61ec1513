using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Documents.Text;

/// <summary>Lines for a terminal with 80 columns, with or without colour.</summary>
/// <param name="writer">Where they are written.</param>
/// <param name="colour">Whether to use colours.</param>
internal sealed class ConsoleStyle(TextWriter writer, bool colour)
{
    /// <summary>The width of the terminal in columns.</summary>
    public const int Width = 80;

    private const string Spaces = "                                                                                ";

    /// <summary>A word in the colour that fits its meaning.</summary>
    public string Mark(string word) => !colour ? word : word.Trim() switch
    {
        "PASS" or "ok" or "same" => Coloured(word, 32),
        "FAIL" or "ERROR" or "differs" or "wrong" or "failed" => Coloured(word, 31),
        _ => Coloured(word, 33),
    };

    /// <summary>An unformatted line.</summary>
    public void Line(string text = "") => writer.WriteLine(text);

    /// <summary>Cells in columns: a label, a name padded to the widest one, then text that is wrapped within its column.</summary>
    /// <param name="label">The label; its meaning determines its colour.</param>
    /// <param name="name">The name.</param>
    /// <param name="width">The width of the name column.</param>
    /// <param name="text">The text.</param>
    public void Row(string label, string name, int width, string text)
    {
        string cell = PrintableText.Of(name).PadRight(width) + "  ";
        if (label.Length + cell.Length <= Width / 2)
        {
            Paragraph(0, label, text, cell);
            return;
        }

        // A long name, such as a command, gets a line of its own.
        Paragraph(0, label, name);
        Paragraph(label.Length, string.Empty, text);
    }

    /// <summary>A paragraph: a label, then text that is wrapped within its column.</summary>
    /// <param name="indent">Spaces before the label.</param>
    /// <param name="label">The label, which is not wrapped; its meaning determines its colour.</param>
    /// <param name="text">The text.</param>
    /// <param name="cell">Uncoloured text between the two.</param>
    public void Paragraph(int indent, string label, string text, string cell = "")
    {
        int hang = indent + label.Length + cell.Length;
        writer.Write(Spaces.AsSpan(0, indent));
        writer.Write(Mark(label));
        writer.Write(cell);
        int column = hang;
        bool first = true;
        foreach (string word in PrintableText.Of(text).Split(' '))
        {
            if (!first && column + 1 + word.Length > Width)
            {
                writer.WriteLine();
                writer.Write(Spaces.AsSpan(0, Math.Min(hang, Width)));
                column = hang;
                first = true;
            }

            writer.Write(first ? word : " " + word);
            column += word.Length + (first ? 0 : 1);
            first = false;
        }

        writer.WriteLine();
    }

    private static string Coloured(string word, int code) => $"\u001b[{code}m{word}\u001b[0m";
}
