namespace BackpropCrossCheck.Documents.Html;

/// <summary>HTML in a single file: MathML, a drawing in SVG, no script and no external resources.</summary>
internal sealed record HtmlDocumentFormat() : DocumentFormat("html")
{
    /// <summary>The number of columns of numbers that fit on paper.</summary>
    private const int MostColumns = 6;

    /// <inheritdoc/>
    public override void Write(Document document, TextWriter writer)
    {
        PageFrame.Open(document.Title, writer);
        for (int i = 0; i < document.Blocks.Count; i++)
        {
            Write(document.Blocks[i], FormattableString.Invariant($"network-{i}"), writer);
        }

        PageFrame.Close(writer);
    }

    /// <summary>Writes a part of a page.</summary>
    /// <param name="block">The part.</param>
    /// <param name="id">An id that is unique on the page.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Write(Block block, string id, TextWriter writer)
    {
        switch (block)
        {
            case Block.Heading heading:
                writer.WriteLine(FormattableString.Invariant($"<h{heading.Level}>{HtmlText.Escaped(heading.Text)}</h{heading.Level}>"));
                break;
            case Block.Paragraph paragraph:
                writer.WriteLine($"<p>{HtmlText.Escaped(paragraph.Text)}</p>");
                break;
            case Block.Equations equations:
                Write(equations, writer);
                break;
            case Block.Fields fields:
                IEnumerable<string> named = fields.Names.Select(
                    name => $"<span>{HtmlText.Escaped(name)} <span class=\"blank\">\u00A0</span></span>");
                writer.WriteLine($"<p class=\"fields\">{string.Concat(named)}</p>");
                break;
            case Block.Table table:
                Write(table, writer);
                break;
            case Block.Drawing drawing:
                writer.WriteLine("<figure>");
                NetworkSvg.Write(drawing.Network, id, writer);
                writer.WriteLine($"<figcaption>{HtmlText.Escaped(drawing.Network.Legend)}</figcaption>");
                writer.WriteLine("</figure>");
                break;
            default:
                throw new ArgumentException($"{block.GetType().Name} is no part of a document.", nameof(block));
        }
    }

    private static void Write(Block.Equations equations, TextWriter writer)
    {
        bool areBlanks = equations.Lines.Count > 1 && equations.Lines.All(line => line is Formula.Row { Parts: [.., Formula.Blank] });
        writer.WriteLine($"<div class=\"equations{(areBlanks ? " blanks" : string.Empty)}\">");
        foreach (Formula line in equations.Lines)
        {
            writer.WriteLine($"<p>{MathMLFormula.Line(line)}</p>");
        }

        writer.WriteLine("</div>");
    }

    /// <summary>A table. If it has many columns it is split into several parts, one below the other; each repeats the first
    /// column.</summary>
    private static void Write(Block.Table table, TextWriter writer)
    {
        for (int from = 1; from < table.Header.Count; from += MostColumns)
        {
            string part = from == 1 ? string.Empty : ", continued";
            string caption = HtmlText.Escaped(table.Caption) + part;
            // With the focus on it, people without a mouse can scroll a wide table from the keyboard.
            writer.WriteLine($"<div class=\"wide given\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table>");
            writer.WriteLine($"<caption>{caption}</caption>");
            IEnumerable<string> header = Part(table.Header, from).Select(cell => $"<th scope=\"col\">{Cell(cell)}</th>");
            writer.WriteLine($"<thead><tr>{string.Concat(header)}</tr></thead>");
            writer.WriteLine("<tbody>");
            foreach (IReadOnlyList<Formula> row in table.Rows)
            {
                IEnumerable<string> cells = Part(row, from).Zip(Part(table.Header, from)).Skip(1)
                    .Select(cell => $"<td>{Named(cell.Second, " = ")}{Cell(cell.First)}</td>");
                writer.WriteLine($"<tr><th scope=\"row\">{Named(table.Header[0], " ")}{Cell(row[0])}</th>{string.Concat(cells)}</tr>");
            }

            writer.WriteLine("</tbody></table></div>");
        }
    }

    /// <summary>The name of a cell's column. It is shown where there is no room for columns.</summary>
    private static string Named(Formula header, string between) => $"<span class=\"of\">{Cell(header)}{between}</span>";

    private static IEnumerable<Formula> Part(IReadOnlyList<Formula> row, int from) => row.Skip(from).Take(MostColumns).Prepend(row[0]);

    private static string Cell(Formula cell) => cell is Formula.Words words ? HtmlText.Escaped(words.Text) : MathMLFormula.Whole(cell);
}
