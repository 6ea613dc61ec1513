namespace BackpropCrossCheck.Documents.Markdown;

/// <summary>Formulas that GitHub can render: the part of LaTeX that MathJax and KaTeX have in common.</summary>
internal static class LatexFormula
{
    private const string Room = @"\underline{\hspace{5em}}";

    /// <summary>The formula.</summary>
    /// <param name="formula">The formula.</param>
    public static string Of(Formula formula) => formula switch
    {
        Formula.Number number => Digits(number.Digits),
        Formula.Symbol symbol => SymbolOf(symbol),
        Formula.Name name => Function(name.Text),
        Formula.Sign sign => $" {SignOf(sign.Text)} ",
        Formula.Negative negative => "-" + Of(negative.Operand),
        Formula.Row row => string.Concat(row.Parts.Select(Of)),
        Formula.Fraction fraction => $@"\frac{{{Of(fraction.Above)}}}{{{Of(fraction.Below)}}}",
        Formula.Power power => $"{Of(power.Base)}^{{{Of(power.Exponent)}}}",
        Formula.Bracket bracket => bracket.Open + Of(bracket.Inner) + bracket.Close,
        Formula.Omitted omitted => FormattableString.Invariant($@"\dots \text{{ ({omitted.Count} more)}}"),
        Formula.Words words => $@"\quad \text{{{Escaped(words.Text)}}}",
        Formula.Blank => Room,
        _ => @"\,",
    };

    /// <summary>Words in a formula.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '\\' => @"\textbackslash ",
        '{' or '}' or '$' or '&' or '#' or '%' or '_' => $@"\{c}",
        '^' or '~' or '`' or '<' or '>' => " ",
        _ => c.ToString(),
    }));

    private static string SymbolOf(Formula.Symbol symbol)
    {
        string letter = string.Concat(symbol.Letter.Select(Letter));
        return letter + (symbol.Below is null ? string.Empty : $"_{{{symbol.Below}}}")
            + (symbol.Above is null ? string.Empty : $"^{{({symbol.Above})}}");
    }

    private static string Letter(char letter) => letter switch
    {
        'δ' => @"\delta",
        'λ' => @"\lambda ",
        'α' => @"\alpha ",
        '∂' => @"\partial ",
        'Δ' => @"\Delta ",
        'η' => @"\eta",
        'σ' => @"\sigma",
        'Φ' => @"\Phi",
        'φ' => @"\varphi",
        'Σ' => @"\sum",
        _ => letter.ToString(),
    };

    private static string SignOf(string sign) => sign switch
    {
        "−" => "-",
        "≈" => @"\approx",
        "←" => @"\leftarrow",
        _ => sign,
    };

    private static string Function(string name) => name switch
    {
        "tanh" or "ln" or "max" => $@"\{name} ",
        "tanh'" => @"\tanh' ",
        _ when name.TrimEnd('\'').Length == 1 => string.Concat(name.Select(Letter)),
        _ => $@"\operatorname{{{name.TrimEnd('\'')}}}{(name.EndsWith('\'') ? "'" : string.Empty)}",
    };

    private static string Digits(string digits)
    {
        int e = digits.IndexOf('e', StringComparison.Ordinal);
        return e < 0 ? digits.Replace("∞", @"\infty", StringComparison.Ordinal) : $@"{digits[..e]} \cdot 10^{{{digits[(e + 1)..]}}}";
    }
}
