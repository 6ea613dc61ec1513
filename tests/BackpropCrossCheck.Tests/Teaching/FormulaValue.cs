using System.Globalization;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Calculates formulas of numbers only, as a reader would: products before sums, functions by name.</summary>
internal sealed class FormulaValue(Activation activation)
{
    /// <summary>The value; null if it contains a symbol.</summary>
    public double? Of(IReadOnlyList<Formula> parts)
    {
        try
        {
            return Sum([.. parts.SelectMany(Flat)]);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private double Sum(IReadOnlyList<Formula> parts)
    {
        double sum = 0;
        double sign = 1;
        var product = new List<Formula>();
        foreach (Formula part in parts)
        {
            if (part is Formula.Sign { Text: "+" or "−" } operation)
            {
                sum += sign * Product(product);
                sign = operation.Text == "+" ? 1 : -1;
                product.Clear();
            }
            else
            {
                product.Add(part);
            }
        }

        return sum + (sign * Product(product));
    }

    private double Product(List<Formula> parts)
    {
        double product = 1;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i] is Formula.Sign { Text: "/" })
            {
                return product / Product(parts[(i + 1)..]);
            }

            if (parts[i] is Formula.Name name)
            {
                i += parts[i + 1] == Formula.Space ? 2 : 1;
                product *= Function(name.Text, parts[i]);
            }
            else if (parts[i] != Formula.Space)
            {
                product *= Value(parts[i]);
            }
        }

        return product;
    }

    private double Function(string name, Formula argument)
    {
        if (name == "max")
        {
            var listed = (Formula.Row)((Formula.Bracket)argument).Inner;
            return Math.Max(Value(listed.Parts[0]), Value(listed.Parts[2]));
        }

        double a = Value(argument);
        return name switch
        {
            "tanh" => Math.Tanh(a),
            "ln" => Math.Log(a),
            "σ" => 1 / (1 + Math.Exp(-a)),
            "Φ" => a == 0 ? 0.5 : new Gelu().ValueAt(a) / a,
            "φ" => Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI),
            _ when name.EndsWith('\'') => activation.DerivativeAt(a),
            _ => throw new NotSupportedException(name),
        };
    }

    private double Value(Formula formula) => formula switch
    {
        Formula.Number number => double.Parse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture),
        Formula.Symbol { Letter: "e", Below: null, Above: null } => Math.E,
        Formula.Negative negative => -Value(negative.Operand),
        Formula.Row row => Sum([.. Flat(row)]),
        Formula.Fraction fraction => Value(fraction.Above) / Value(fraction.Below),
        Formula.Power power => Math.Pow(Value(power.Base), Value(power.Exponent)),
        Formula.Bracket { Open: "|" } absolute => Math.Abs(Value(absolute.Inner)),
        Formula.Bracket bracket => Value(bracket.Inner),
        _ => throw new NotSupportedException(formula.ToString()),
    };

    /// <summary>The page does not show groups, so they must not matter.</summary>
    private static IEnumerable<Formula> Flat(Formula formula) => formula is Formula.Row row ? row.Parts.SelectMany(Flat) : [formula];
}
