using BackpropCrossCheck.Documents.Text;

namespace BackpropCrossCheck.Documents.Html;

/// <summary>Formulas in MathML Core.</summary>
internal static class MathMLFormula
{
    /// <summary>The characters that fit into a line of a phone.</summary>
    private const int WidestPiece = 28;

    /// <summary>A line made of pieces, between which a browser may break it.</summary>
    /// <param name="formula">The formula.</param>
    public static string Line(Formula formula)
        => string.Join(
            ' ',
            FormulaPieces.Of(formula).SelectMany(Narrow)
                .Select(
                    piece => Math(
                        string.Concat(piece.Select((part, i) => i == 0 && part is Formula.Sign sign ? Leading(sign) : Of(part))))));

    /// <summary>A piece that is too wide for a narrow screen is split between its factors.</summary>
    private static IEnumerable<IReadOnlyList<Formula>> Narrow(IReadOnlyList<Formula> piece)
    {
        if (piece.Sum(part => TextFormula.Of(part).Length) <= WidestPiece)
        {
            return [piece];
        }

        var pieces = new List<List<Formula>> { new() };
        foreach (Formula part in piece)
        {
            if (part == Formula.Space)
            {
                pieces.Add([]);
            }
            else
            {
                pieces[^1].Add(part);
            }
        }

        return pieces.Where(narrow => narrow.Count > 0);
    }

    /// <summary>A formula in one piece.</summary>
    /// <param name="formula">The formula.</param>
    public static string Whole(Formula formula) => Math(Of(formula));

    private static string Math(string inner) => $"<math>{inner}</math>";

    private static string Of(Formula formula) => formula switch
    {
        Formula.Number number => Number(number.Digits),
        Formula.Symbol symbol => SymbolOf(symbol),
        Formula.Name name => $"<mi>{name.Text}</mi>",
        Formula.Sign sign => $"<mo form=\"infix\">{sign.Text}</mo>",
        Formula.Negative negative => $"<mo form=\"prefix\">−</mo>{Of(negative.Operand)}",
        Formula.Row row => string.Concat(row.Parts.Select(Of)),
        Formula.Fraction fraction => $"<mfrac>{Grouped(fraction.Above)}{Grouped(fraction.Below)}</mfrac>",
        Formula.Power power => $"<msup>{Grouped(power.Base)}{Grouped(power.Exponent)}</msup>",
        Formula.Bracket bracket => Fence(bracket.Open, "prefix") + Of(bracket.Inner) + Fence(bracket.Close, "postfix"),
        Formula.Omitted omitted => FormattableString.Invariant($"<mo>…</mo><mtext>({omitted.Count} more)</mtext>"),
        Formula.Words words => $"<mtext>{HtmlText.Escaped(words.Text)}</mtext>",
        Formula.Blank => "<mtext class=\"blank\">\u00A0</mtext>",
        _ => "<mspace width=\"0.25em\"></mspace>",
    };

    // A sign with nothing in front of it would have no space behind it either.
    private static string Leading(Formula.Sign sign) => $"<mo form=\"infix\" lspace=\"0\" rspace=\"0.3em\">{sign.Text}</mo>";

    private static string Grouped(Formula formula) => $"<mrow>{Of(formula)}</mrow>";

    private static string Fence(string sign, string form)
        => sign.Length == 0 ? string.Empty : $"<mo form=\"{form}\" stretchy=\"false\">{sign}</mo>";

    private static string SymbolOf(Formula.Symbol symbol)
    {
        string letter = symbol.Letter.Length > 1
            ? $"<mrow><mo form=\"prefix\">{symbol.Letter[0]}</mo><mi>{symbol.Letter[1..]}</mi></mrow>"
            : symbol.Letter == "Σ" ? "<mo>∑</mo>" : $"<mi>{symbol.Letter}</mi>";
        const string comma = "<mo separator=\"true\" lspace=\"0\" rspace=\"0.1em\">,</mo>";
        string below = symbol.Below is null ? string.Empty : $"<mrow>{string.Join(comma, symbol.Below.Split(',').Select(Index))}</mrow>";
        string above = symbol.Above is null
            ? string.Empty
            : $"<mrow><mo stretchy=\"false\">(</mo>{Index(symbol.Above)}<mo stretchy=\"false\">)</mo></mrow>";
        return (below.Length, above.Length) switch
        {
            (0, 0) => letter,
            (_, 0) => $"<msub>{letter}{below}</msub>",
            (0, _) => $"<msup>{letter}{above}</msup>",
            _ => $"<msubsup>{letter}{below}{above}</msubsup>",
        };
    }

    private static string Index(string index) => char.IsAsciiDigit(index[0]) ? $"<mn>{index}</mn>" : $"<mi>{index}</mi>";

    private static string Number(string digits)
    {
        int e = digits.IndexOf('e', StringComparison.Ordinal);
        string mantissa = Signed(e < 0 ? digits : digits[..e]);
        return e < 0 ? mantissa : $"{mantissa}<mo>·</mo><msup><mn>10</mn><mrow>{Signed(digits[(e + 1)..])}</mrow></msup>";
    }

    private static string Signed(string digits)
        => digits.StartsWith('-') ? $"<mo form=\"prefix\">−</mo><mn>{digits[1..]}</mn>" : $"<mn>{TextFormula.Digits(digits)}</mn>";
}
