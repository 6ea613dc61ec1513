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

    /// <summary>Whether it can be calculated exactly from what is written: no number in it is rounded, and no function gives a number
    /// without an end.</summary>
    public virtual bool IsExact => true;

    /// <summary>A number, in parentheses if it is negative and follows a sign.</summary>
    public static Formula Enclosed(Number number) => number.IsNegative ? Parenthesis(number) : number;

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
    public sealed record Number(string Digits) : Formula
    {
        /// <summary>Whether it stands for a number with more digits.</summary>
        public bool IsRounded { get; init; }

        /// <inheritdoc/>
        public override bool IsExact => !IsRounded;

        /// <summary>Whether it has a minus.</summary>
        public bool IsNegative => Digits.StartsWith('-');

        /// <summary>The number without its minus.</summary>
        public Number Magnitude => IsNegative ? this with { Digits = Digits[1..] } : this;

        /// <summary>The number with the other sign; 0 has none.</summary>
        public Number Opposite => IsNegative ? Magnitude : Digits == "0" ? this : this with { Digits = "-" + Digits };
    }

    /// <summary>A letter with its indices.</summary>
    /// <param name="Letter">One letter, or ∂ and a letter.</param>
    /// <param name="Below">The lower indices.</param>
    /// <param name="Above">The layer, as an upper index in parentheses.</param>
    public sealed record Symbol(string Letter, string? Below = null, string? Above = null) : Formula;

    /// <summary>The name of a function.</summary>
    /// <param name="Text">The name; a prime at the end marks the derivative.</param>
    public sealed record Name(string Text) : Formula
    {
        /// <inheritdoc/>
        public override bool IsExact => Text is "max" or "min";
    }

    /// <summary>A sign between two parts: + − = ≈ ← and the comma.</summary>
    /// <param name="Text">The sign.</param>
    public sealed record Sign(string Text) : Formula;

    /// <summary>A minus in front of a single operand.</summary>
    /// <param name="Operand">The operand.</param>
    public sealed record Negative(Formula Operand) : Formula
    {
        /// <inheritdoc/>
        public override bool IsExact => Operand.IsExact;
    }

    /// <summary>Parts in a row.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record Row(IReadOnlyList<Formula> Parts) : Formula
    {
        /// <inheritdoc/>
        /// <remarks>The two values of these functions that are whole numbers are tanh(0) = 0 and ln 1 = 0.</remarks>
        public override bool IsExact => Parts is [Name { Text: "tanh" }, Bracket { Inner: Number { Digits: "0", IsRounded: false } }]
            || Parts is [Name { Text: "ln" }, Gap, Number { Digits: "1", IsRounded: false }]
            || Parts.All(part => part.IsExact);
    }

    /// <summary>A fraction.</summary>
    /// <param name="Above">The numerator.</param>
    /// <param name="Below">The denominator.</param>
    public sealed record Fraction(Formula Above, Formula Below) : Formula
    {
        /// <inheritdoc/>
        public override bool IsExact => Above.IsExact && Below.IsExact;
    }

    /// <summary>A power.</summary>
    /// <param name="Base">The base.</param>
    /// <param name="Exponent">The exponent.</param>
    public sealed record Power(Formula Base, Formula Exponent) : Formula
    {
        /// <inheritdoc/>
        public override bool IsExact => Base is Symbol
            ? Exponent is Number { Digits: "0", IsRounded: false }
            : Base.IsExact && Exponent.IsExact;
    }

    /// <summary>Brackets. A line may be broken inside square ones.</summary>
    /// <param name="Open">The opening bracket.</param>
    /// <param name="Inner">The content.</param>
    /// <param name="Close">The closing bracket.</param>
    public sealed record Bracket(string Open, Formula Inner, string Close) : Formula
    {
        /// <inheritdoc/>
        public override bool IsExact => Inner.IsExact;
    }

    /// <summary>Omitted terms of a sum.</summary>
    /// <param name="Count">How many.</param>
    public sealed record Omitted(int Count) : Formula
    {
        /// <inheritdoc/>
        public override bool IsExact => false;
    }

    /// <summary>Words in a line.</summary>
    /// <param name="Text">The words.</param>
    public sealed record Words(string Text) : Formula;

    /// <summary>Room to write a number.</summary>
    public sealed record Blank : Formula;

    private sealed record Gap : Formula;
}
