using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Documents.Text;

/// <summary>Lines for a terminal of 80 columns, with or without colour.</summary>
/// <param name="writer">Where to.</param>
/// <param name="colour">Whether to colour.</param>
internal sealed class ConsoleStyle(TextWriter writer, bool colour)
{
    /// <summary>The columns of the terminal.</summary>
    public const int Width = 80;

    private const string Spaces = "                                                                                ";

    /// <summary>A word in the colour of its meaning.</summary>
    public string Mark(string word) => !colour ? word : word.Trim() switch
    {
        "PASS" or "ok" or "same" => Coloured(word, 32),
        "FAIL" or "ERROR" or "differs" or "wrong" or "failed" => Coloured(word, 31),
        _ => Coloured(word, 33),
    };

    /// <summary>A line as it is.</summary>
    public void Line(string text = "") => writer.WriteLine(text);

    /// <summary>Cells in columns: a label, a name as wide as the widest, then words, wrapped under each other.</summary>
    /// <param name="label">The label; its colour is its meaning's.</param>
    /// <param name="name">The name.</param>
    /// <param name="width">The width of the names.</param>
    /// <param name="text">The words.</param>
    public void Row(string label, string name, int width, string text)
    {
        string cell = PrintableText.Of(name).PadRight(width) + "  ";
        if (label.Length + cell.Length <= Width / 2)
        {
            Paragraph(0, label, text, cell);
            return;
        }

        // A long name, a command for example, has a line of its own.
        Paragraph(0, label, name);
        Paragraph(label.Length, string.Empty, text);
    }

    /// <summary>A paragraph: a label, then words, wrapped under each other.</summary>
    /// <param name="indent">Spaces before the label.</param>
    /// <param name="label">The label, not wrapped; its colour is its meaning's.</param>
    /// <param name="text">The words.</param>
    /// <param name="cell">What stands between the two, in no colour.</param>
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
