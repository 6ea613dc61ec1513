using BackpropCrossCheck.Documents.Text;

namespace BackpropCrossCheck.Documents.Markdown;

/// <summary>Drawings of networks that GitHub can render: Mermaid flow charts.</summary>
internal static class MermaidNetwork
{
    /// <summary>Writes the drawing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Write(NetworkDrawing network, TextWriter writer)
    {
        writer.WriteLine("```mermaid");
        writer.WriteLine("flowchart LR");
        writer.WriteLine("  accTitle: " + Line(network.Title));
        writer.WriteLine("  accDescr: " + Line(network.Description));
        for (int c = 0; c < network.Columns.Count; c++)
        {
            if (network.IsDetailed)
            {
                WriteUnits(network.Columns, c, writer);
            }
            else
            {
                DrawnColumn column = network.Columns[c];
                writer.WriteLine(FormattableString.Invariant($"  c{c}[\"{Text(column.Caption)}<br/>{Text(column.Size)}\"]"));
                if (c > 0)
                {
                    writer.WriteLine(FormattableString.Invariant($"  c{c - 1} --> c{c}"));
                }
            }
        }

        writer.WriteLine("```");
    }

    private static void WriteUnits(IReadOnlyList<DrawnColumn> columns, int c, TextWriter writer)
    {
        DrawnColumn column = columns[c];
        writer.WriteLine(FormattableString.Invariant($"  subgraph s{c}[\"{Text(column.Caption)}\"]"));
        for (int k = 0; k < column.Units.Count; k++)
        {
            string label = string.Join("<br/>", column.Units[k].Notes.Prepend(column.Units[k].Value).Select(Text));
            writer.WriteLine(FormattableString.Invariant($"    u{c}_{k}((\"{label}\"))"));
        }

        writer.WriteLine("  end");
        for (int k = 0; k < column.Weights.Count; k++)
        {
            for (int m = 0; m < column.Weights[k].Count; m++)
            {
                writer.WriteLine(FormattableString.Invariant($"  u{c - 1}_{m} -- \"{Text(column.Weights[k][m])}\" --> u{c}_{k}"));
            }
        }
    }

    private static string Text(string text) => TextFormula.Digits(text)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // A Mermaid title ends with its line. A colon, a semicolon or a number sign would end it earlier.
    private static string Line(string text)
        => string.Concat(text.Select(c => c is ';' or '#' or ':' or '\n' or '\r' or '{' or '}' ? ',' : c));
}
