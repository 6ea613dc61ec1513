namespace BackpropCrossCheck.Documents;

/// <summary>A formula, or a part of one, made of symbols and numbers. Each format writes it in its own way.</summary>
internal abstract record Formula
{
    private Formula()
    {
    }

    /// <summary>A space between the factors of a product.</summary>
    public static Formula Space { get; } = new Gap();

    /// <summary>Parts in a row.</summary>
    public static Formula Of(params Formula[] parts) => new Row(parts);

    /// <summary>A number, in parentheses if it is negative and follows a sign.</summary>
    public static Formula Enclosed(string digits) => digits.StartsWith('-') ? Parenthesis(new Number(digits)) : new Number(digits);

    /// <summary>Parentheses.</summary>
    public static Formula Parenthesis(Formula inner) => new Bracket("(", inner, ")");

    /// <summary>"0.1 (−0.52)", the way the paper writes a product.</summary>
    public static Formula Product(Formula left, Formula right) => Of(left, Space, Parenthesis(right));

    /// <summary>A function applied to something.</summary>
    public static Formula Applied(Formula function, Formula argument) => Of(function, Parenthesis(argument));

    /// <summary>∂E/∂ of a parameter or a unit.</summary>
    public static Formula Derivative(Symbol by) => new Fraction(new Symbol("∂E"), by with { Letter = "∂" + by.Letter });

    /// <summary>A number in invariant culture, with a hyphen as its sign and its power of ten after an e.</summary>
    /// <param name="Digits">The number as text.</param>
    public sealed record Number(string Digits) : Formula;

    /// <summary>A letter with its indices.</summary>
    /// <param name="Letter">One letter, or ∂ and a letter.</param>
    /// <param name="Below">The lower indices.</param>
    /// <param name="Above">The layer, as an upper index in parentheses.</param>
    public sealed record Symbol(string Letter, string? Below = null, string? Above = null) : Formula;

    /// <summary>The name of a function.</summary>
    /// <param name="Text">The name; a prime at the end marks the derivative.</param>
    public sealed record Name(string Text) : Formula;

    /// <summary>A sign between two parts: + − = ≈ ← and the comma.</summary>
    /// <param name="Text">The sign.</param>
    public sealed record Sign(string Text) : Formula;

    /// <summary>A minus in front of a single operand.</summary>
    /// <param name="Operand">The operand.</param>
    public sealed record Negative(Formula Operand) : Formula;

    /// <summary>Parts in a row.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record Row(IReadOnlyList<Formula> Parts) : Formula;

    /// <summary>A fraction.</summary>
    /// <param name="Above">The numerator.</param>
    /// <param name="Below">The denominator.</param>
    public sealed record Fraction(Formula Above, Formula Below) : Formula;

    /// <summary>A power.</summary>
    /// <param name="Base">The base.</param>
    /// <param name="Exponent">The exponent.</param>
    public sealed record Power(Formula Base, Formula Exponent) : Formula;

    /// <summary>Brackets. A line may be broken inside square ones.</summary>
    /// <param name="Open">The opening bracket.</param>
    /// <param name="Inner">The content.</param>
    /// <param name="Close">The closing bracket.</param>
    public sealed record Bracket(string Open, Formula Inner, string Close) : Formula;

    /// <summary>Omitted terms of a sum.</summary>
    /// <param name="Count">How many.</param>
    public sealed record Omitted(int Count) : Formula;

    /// <summary>Words in a line.</summary>
    /// <param name="Text">The words.</param>
    public sealed record Words(string Text) : Formula;

    /// <summary>Room to write a number.</summary>
    public sealed record Blank : Formula;

    private sealed record Gap : Formula;
}
