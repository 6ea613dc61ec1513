namespace BackpropCrossCheck.Reports;

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
        "PASS" or "ok" => Coloured(word, 32),
        "FAIL" or "ERROR" or "differs" or "failed" => Coloured(word, 31),
        _ => Coloured(word, 33),
    };

    /// <summary>A line as it is.</summary>
    public void Line(string text = "") => writer.WriteLine(text);

    /// <summary>A paragraph: a label, then words, wrapped under each other. Line ends in the words are spaces, other control characters are written out, so
    /// that no name or message of a file or program can steer the terminal.</summary>
    /// <param name="indent">Spaces before the label.</param>
    /// <param name="label">The label, not wrapped; its colour is its meaning's.</param>
    /// <param name="text">The words.</param>
    public void Paragraph(int indent, string label, string text)
    {
        int hang = indent + label.Length;
        writer.Write(Spaces.AsSpan(0, indent));
        writer.Write(Mark(label));
        int column = hang;
        bool first = true;
        foreach (string word in Visible(text).Split(' '))
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

    private static string Visible(string text) => !text.Any(char.IsControl) ? text : string.Concat(text.ReplaceLineEndings(" ").Select(character =>
        character == '\t' ? " " : char.IsControl(character) ? FormattableString.Invariant($"\\u{(int)character:x4}") : character.ToString()));

    private static string Coloured(string word, int code) => $"\u001b[{code}m{word}\u001b[0m";
}
