using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Documents.Markdown;

/// <summary>Markdown that GitHub can render, including formulas and drawings.</summary>
internal sealed record MarkdownDocumentFormat() : DocumentFormat("markdown")
{
    private const int FormulaWidth = 90;
    private const string Field = @"\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_";

    /// <summary>The characters with a meaning in Markdown or HTML.</summary>
    private const string Marks = @"\`*_{}[]<>()#+-.!|~$&:@";

    /// <inheritdoc/>
    public override void Write(Document document, TextWriter writer)
    {
        writer.WriteLine("# " + Escaped(document.Title));
        foreach (Block block in document.Blocks)
        {
            writer.WriteLine();
            switch (block)
            {
                case Block.Heading heading:
                    writer.WriteLine($"{new string('#', heading.Level)} {Escaped(heading.Text)}");
                    break;
                case Block.Paragraph paragraph:
                    writer.WriteLine(Escaped(paragraph.Text));
                    break;
                case Block.Equations equations:
                    Write(equations, writer);
                    break;
                case Block.Fields fields:
                    writer.WriteLine(string.Join(" &emsp; ", fields.Names.Select(name => $"{Escaped(name)}: {Field}")));
                    break;
                case Block.Table table:
                    Write(table, writer);
                    break;
                case Block.Drawing drawing:
                    MermaidNetwork.Write(drawing.Network, writer);
                    writer.WriteLine();
                    writer.WriteLine(Escaped(drawing.Network.Legend));
                    break;
                default:
                    throw new ArgumentException($"{block.GetType().Name} is no part of a document.", nameof(document));
            }
        }
    }

    /// <summary>Escapes text so that no character has a special meaning.</summary>
    public static string Escaped(string text)
        => string.Concat(
            PrintableText.Of(text)
                .Select((c, i) => Marks.Contains(c, StringComparison.Ordinal) && MeansSomething(text, c, i) ? $@"\{c}" : c.ToString()));

    // Within a sentence, a full stop, colon, hyphen, plus, exclamation mark or parenthesis has no special meaning, and escaping it would
    // make the source hard to read.
    private static bool MeansSomething(string text, char c, int i) => c switch
    {
        '-' or '+' => i == 0,
        '.' or ')' => i > 0 && text[..i].All(char.IsAsciiDigit),
        '(' => i > 0 && text[i - 1] == ']',
        ':' => i + 1 < text.Length && (char.IsLetter(text[i + 1]) || text[i + 1] == '/'),
        '!' => i + 1 < text.Length && text[i + 1] == '[',
        '{' or '}' => false,
        _ => true,
    };

    private static void Write(Block.Equations equations, TextWriter writer)
    {
        writer.WriteLine("```math");
        writer.WriteLine(@"\begin{aligned}");
        for (int i = 0; i < equations.Lines.Count; i++)
        {
            writer.WriteLine(Aligned(equations.Lines[i]) + (i < equations.Lines.Count - 1 ? @" \\" : string.Empty));
        }

        writer.WriteLine(@"\end{aligned}");
        writer.WriteLine("```");
    }

    /// <summary>A line, aligned at its first sign, and broken if it would be too wide.</summary>
    private static string Aligned(Formula line)
    {
        IReadOnlyList<IReadOnlyList<Formula>> pieces = FormulaPieces.Of(line);
        string text = string.Empty;
        int width = 0;
        for (int i = 0; i < pieces.Count; i++)
        {
            int wide = pieces[i].Sum(part => TextFormula.Of(part).Length);
            if (i == 1)
            {
                text += "&";
            }
            else if (i > 1 && width + wide > FormulaWidth)
            {
                text += @" \\ &\quad ";
                width = 0;
            }

            text += string.Concat(pieces[i].Select(LatexFormula.Of));
            width += wide;
        }

        return text;
    }

    private static void Write(Block.Table table, TextWriter writer)
    {
        writer.WriteLine(Escaped(table.Caption));
        writer.WriteLine();
        writer.WriteLine(Row(table.Header));
        writer.WriteLine("|" + string.Concat(table.Header.Select((_, i) => i == 0 ? " --- |" : " ---: |")));
        foreach (IReadOnlyList<Formula> row in table.Rows)
        {
            writer.WriteLine(Row(row));
        }
    }

    private static string Row(IReadOnlyList<Formula> cells) => "|" + string.Concat(cells.Select(cell => $" {Cell(cell)} |"));

    private static string Cell(Formula cell) => cell switch
    {
        Formula.Words words => Escaped(words.Text),
        Formula.Number number when !number.Digits.Contains('e', StringComparison.Ordinal) => TextFormula.Digits(number.Digits),
        Formula.Blank => string.Empty,
        _ => $"${LatexFormula.Of(cell).Trim()}$",
    };
}
