using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Documents.Text;

/// <summary>Text for a terminal with 80 columns.</summary>
internal sealed record TextDocumentFormat() : DocumentFormat("text")
{
    private const int Hang = 4;
    private const string Field = "____________________";
    private const int EquationIndent = 2;
    private const int LongestPiece = ConsoleStyle.Width - EquationIndent - Hang;

    /// <inheritdoc/>
    public override void Write(Document document, TextWriter writer)
    {
        Underlined(PrintableText.Of(document.Title), '=', writer);
        Block? before = null;
        foreach (Block block in document.Blocks)
        {
            if (before is not (null or Block.Heading)
                && block is not Block.Heading
                && (before is not Block.Equations || block is not Block.Equations))
            {
                writer.WriteLine();
            }

            before = block;
            switch (block)
            {
                case Block.Heading { Level: 2 } heading:
                    writer.WriteLine();
                    Underlined(PrintableText.Of(heading.Text), '-', writer);
                    break;
                case Block.Heading heading:
                    writer.WriteLine();
                    writer.WriteLine(PrintableText.Of(heading.Text));
                    break;
                case Block.Paragraph paragraph:
                    Wrapped(0, PrintableText.Of(paragraph.Text).Split(' '), " ", writer);
                    break;
                case Block.Equations equations:
                    foreach (Formula line in equations.Lines)
                    {
                        Wrapped(
                            EquationIndent,
                            FormulaPieces.Of(line).Select(piece => PrintableText.Of(string.Concat(piece.Select(TextFormula.Of)))),
                            string.Empty,
                            writer);
                    }

                    break;
                case Block.Fields fields:
                    writer.WriteLine(string.Join("   ", fields.Names.Select(name => $"{name}: {Field}")));
                    break;
                case Block.Table table:
                    Table(table, writer);
                    break;
                case Block.Drawing drawing:
                    Wrapped(
                        0,
                        string.Join(" → ", drawing.Network.Columns.Select(column => $"{column.Caption} ({column.Size})")).Split(' '),
                        " ",
                        writer);
                    break;
                default:
                    throw new ArgumentException($"{block.GetType().Name} is no part of a document.", nameof(document));
            }
        }
    }

    private static void Underlined(string text, char line, TextWriter writer)
    {
        writer.WriteLine(text);
        writer.WriteLine(new string(line, Math.Min(text.Length, ConsoleStyle.Width)));
    }

    private static void Wrapped(int indent, IEnumerable<string> pieces, string between, TextWriter writer)
    {
        string line = new(' ', indent);
        bool empty = true;
        foreach (string piece in pieces.SelectMany(Parts))
        {
            string joined = empty ? line + piece.TrimStart() : line + between + piece;
            if (!empty && joined.TrimEnd().Length > ConsoleStyle.Width)
            {
                writer.WriteLine(line.TrimEnd());
                joined = new string(' ', indent == 0 ? 0 : indent + Hang) + piece.TrimStart();
            }

            line = joined;
            empty = false;
        }

        writer.WriteLine(line.TrimEnd());
    }

    /// <summary>Breaks a piece that is longer than a line at its spaces.</summary>
    private static IEnumerable<string> Parts(string piece)
        => piece.Length <= LongestPiece ? [piece] : piece.Split(' ').Select((word, i) => i == 0 ? word : " " + word);

    /// <summary>A table. If it is wider than the terminal it is split into several parts, one after the other; each repeats the first
    /// column.</summary>
    private static void Table(Block.Table table, TextWriter writer)
    {
        string[][] rows =
            [.. table.Rows.Prepend(table.Header).Select(row => row.Select(cell => PrintableText.Of(TextFormula.Of(cell))).ToArray())];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        writer.WriteLine(PrintableText.Of(table.Caption));
        for (int from = 1; from < widths.Length || from == 1;)
        {
            int to = from;
            int width = EquationIndent + widths[0];
            while (to < widths.Length && (to == from || width + 2 + widths[to] <= ConsoleStyle.Width))
            {
                width += 2 + widths[to];
                to++;
            }

            foreach (string[] row in rows)
            {
                writer.Write(new string(' ', EquationIndent) + row[0].PadRight(widths[0]));
                writer.WriteLine(
                    string.Concat(Enumerable.Range(from, to - from).Select(column => "  " + row[column].PadLeft(widths[column])))
                        .TrimEnd());
            }

            from = to;
        }
    }
}
