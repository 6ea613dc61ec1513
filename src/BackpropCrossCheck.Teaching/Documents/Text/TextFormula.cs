namespace BackpropCrossCheck.Documents.Text;

/// <summary>Formulas in a line of characters: δ_1^(1) = tanh'(0.5) [0.1 (−0.52) + 0.4 (−0.01)] ≈ −0.04.</summary>
internal static class TextFormula
{
    private const string Room = "________";

    /// <summary>The formula.</summary>
    /// <param name="formula">The formula.</param>
    public static string Of(Formula formula) => formula switch
    {
        Formula.Number number => Digits(number.Digits),
        Formula.Symbol symbol => symbol.Letter + Index("_", symbol.Below) + (symbol.Above is null ? string.Empty : $"^({symbol.Above})"),
        Formula.Name name => name.Text,
        Formula.Sign { Text: "," } => ", ",
        Formula.Sign sign => $" {sign.Text} ",
        Formula.Negative negative => "−" + Of(negative.Operand),
        Formula.Row row => string.Concat(row.Parts.Select(Of)),
        Formula.Fraction fraction => $"{Whole(fraction.Above)}/{Whole(fraction.Below)}",
        Formula.Power power => Of(power.Base) + Exponent(power.Exponent),
        Formula.Bracket bracket => bracket.Open + Of(bracket.Inner) + bracket.Close,
        Formula.Omitted omitted => FormattableString.Invariant($"… ({omitted.Count} more)"),
        Formula.Words words => "   " + words.Text,
        Formula.Blank => Room,
        _ => " ",
    };

    /// <summary>A number with a real minus sign.</summary>
    public static string Digits(string digits) => digits.Replace('-', '−');

    private static string Index(string mark, string? index) => index is null ? string.Empty : mark + index;

    private static string Exponent(Formula exponent)
    {
        string text = Of(exponent);
        return text == "2" ? "²" : exponent is Formula.Number ? "^" + text : $"^({text})";
    }

    private static string Whole(Formula part) => IsWhole(part) ? Of(part) : $"({Of(part)})";

    private static bool IsWhole(Formula part) => part is Formula.Number or Formula.Symbol or Formula.Bracket or Formula.Power;
}
