using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Teaching;

/// <summary>Writes the formulas of activations and losses as formulas of a document.</summary>
internal sealed class FormulaWriter : IFormulaWriter<Formula>
{
    /// <summary>The writer.</summary>
    public static readonly FormulaWriter Instance = new();

    private static readonly Formula.Sign Plus = new("+");
    private static readonly Formula.Sign Minus = new("−");

    /// <inheritdoc/>
    public Formula Number(double value) => NumberText.Derived(value);

    /// <inheritdoc/>
    public Formula Constant(string name, double value)
        => char.IsAsciiDigit(name[0]) ? new Formula.Number(name) : new Formula.Symbol(name);

    /// <inheritdoc/>
    public Formula Sum(Formula left, Formula right) => Row(left, Plus, right);

    /// <inheritdoc/>
    public Formula Difference(Formula left, Formula right) => Row(left, Minus, right);

    /// <inheritdoc/>
    public Formula Product(Formula left, Formula right) => Formula.Product(left, right);

    /// <inheritdoc/>
    public Formula Times(Formula left, Formula right) => Formula.Of(IsSum(left) ? Formula.Parenthesis(left) : left, Formula.Space, right);

    /// <inheritdoc/>
    public Formula Quotient(Formula above, Formula below) => new Formula.Fraction(above, below);

    /// <inheritdoc/>
    public Formula Square(Formula of) => new Formula.Power(IsSum(of) ? Formula.Parenthesis(of) : Enclosed(of), new Formula.Number("2"));

    /// <inheritdoc/>
    public Formula Negative(Formula of) => of is Formula.Number number ? number.Opposite : new Formula.Negative(of);

    /// <inheritdoc/>
    public Formula Absolute(Formula of) => new Formula.Bracket("|", of, "|");

    /// <inheritdoc/>
    public Formula Exponential(Formula exponent) => new Formula.Power(new Formula.Symbol("e"), exponent);

    /// <inheritdoc/>
    public Formula Logarithm(Formula of)
    {
        var name = new Formula.Name("ln");
        return of is Formula.Row or Formula.Fraction ? Formula.Applied(name, of) : Formula.Of(name, Formula.Space, of);
    }

    /// <inheritdoc/>
    public Formula Function(string name, params ReadOnlySpan<Formula> arguments)
    {
        var parts = new List<Formula>();
        foreach (Formula argument in arguments)
        {
            if (parts.Count > 0)
            {
                parts.Add(new Formula.Sign(","));
            }

            parts.Add(argument);
        }

        return Formula.Applied(new Formula.Name(name), parts.Count == 1 ? parts[0] : Formula.Of([.. parts]));
    }

    /// <summary>The formula with the other sign: t − y for y − t.</summary>
    /// <param name="formula">A derivative of a loss.</param>
    public static Formula Opposite(Formula formula) => formula switch
    {
        Formula.Number number => number.Opposite,
        Formula.Negative negative => negative.Operand,
        Formula.Fraction fraction when IsDifference(fraction.Above) => fraction with { Above = Opposite(fraction.Above) },
        Formula.Row { Parts: { } parts } when IsDifference(formula) => Formula.Of(Bare(parts[2]), Minus, Enclosed(parts[0])),
        _ => new Formula.Negative(IsSum(formula) ? Formula.Parenthesis(formula) : formula),
    };

    private static bool IsDifference(Formula formula)
        => formula is Formula.Row { Parts: { Count: 3 } parts } && parts[1] == Minus && parts[0] is not Formula.Row { Parts: [] };

    private static Formula Bare(Formula formula) => formula is Formula.Bracket { Inner: Formula.Number number } ? number : formula;

    /// <summary>A sum or a difference in one row. A product whose first factor is negative is subtracted instead of added.</summary>
    private static Formula Row(Formula left, Formula.Sign sign, Formula right) => right switch
    {
        Formula.Row { Parts: { } factors } when factors[0] is Formula.Number { IsNegative: true } first && !IsSum(right)
            => Formula.Of([left, sign == Plus ? Minus : Plus, first.Magnitude, .. factors.Skip(1)]),
        Formula.Row { Parts: { } parts } => Formula.Of([left, sign, .. parts]),
        _ => Formula.Of(left, sign, Enclosed(right)),
    };

    private static Formula Enclosed(Formula formula) => formula is Formula.Number number ? Formula.Enclosed(number) : formula;

    /// <summary>Whether a formula has signs between its parts, so that it needs parentheses as a factor.</summary>
    /// <param name="formula">The formula.</param>
    public static bool IsSum(Formula formula)
        => formula is Formula.Row { Parts: { } parts } && parts.Any(part => part is Formula.Sign);
}
