using System.Globalization;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Calculates one side of a printed line from its characters alone, as a reader would.</summary>
/// <param name="text">The side.</param>
/// <param name="number">What a printed number may stand for.</param>
/// <param name="symbol">The value of a symbol or of h'(…), as an earlier line gave it; null for one that no line gave.</param>
internal sealed partial class PrintedExpression(string text, Func<string, Interval> number, Func<string, Interval?> symbol)
{
    private readonly string[] _tokens = [.. Token().Matches(text).Select(match => match.Value)];
    private int _next;

    public Interval Value()
    {
        string left = Token().Replace(text, string.Empty).Trim();
        Interval value = Sum();
        return left.Length == 0 && _next == _tokens.Length ? value
            : throw new FormatException($"\"{text}\" cannot be read from \"{string.Join(' ', _tokens[_next..])}{left}\" on");
    }

    private string? Peek() => _next < _tokens.Length ? _tokens[_next] : null;

    private bool Take(string token)
    {
        bool found = Peek() == token;
        _next += found ? 1 : 0;
        return found;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw new FormatException($"\"{text}\": \"{Peek()}\" was found where \"{token}\" belongs");
        }
    }

    private Interval Sum()
    {
        Interval sum = Product();
        while (true)
        {
            if (Take("+"))
            {
                sum += Product();
            }
            else if (Take("−"))
            {
                sum -= Product();
            }
            else
            {
                return sum;
            }
        }
    }

    private Interval Product()
    {
        if (Take("−"))
        {
            return -Product();
        }

        Interval product = Power();
        while (true)
        {
            if (Take("/"))
            {
                product /= Power();
            }
            else if (Peek() is not (null or "+" or "−" or ")" or "]" or "|" or ","))
            {
                product *= Power();
            }
            else
            {
                return product;
            }
        }
    }

    private Interval Power()
    {
        if (Take("e"))
        {
            Expect("^");
            return Exponent().Through(Math.Exp);
        }

        Interval factor = Factor();
        return Take("²") ? factor.Magnitude() * factor.Magnitude() : factor;
    }

    private Interval Exponent() => Take("−") ? -Factor() : Factor();

    private Interval Factor()
    {
        if (Take("("))
        {
            return Closed(")");
        }

        if (Take("["))
        {
            return Closed("]");
        }

        if (Take("|"))
        {
            return Closed("|").Magnitude();
        }

        string token = Peek() ?? throw new FormatException($"\"{text}\" ends too early");
        _next++;
        if (char.IsDigit(token[0]) || token == "∞")
        {
            return number(token);
        }

        return symbol(token) ?? Constant(token) ?? Function(token);
    }

    private static Interval? Constant(string name) => name switch
    {
        "λ" => new(1.0507009873554805, 1.0507009873554805),
        "λα" => new(1.7580993408473769, 1.7580993408473769),
        "c" => new(Math.Sqrt(2 / Math.PI), Math.Sqrt(2 / Math.PI)),
        _ => null,
    };

    private Interval Closed(string bracket)
    {
        Interval inner = Sum();
        Expect(bracket);
        return inner;
    }

    private Interval Function(string name)
    {
        if (name is "max" or "min")
        {
            Expect("(");
            Interval first = Sum();
            Expect(",");
            Interval second = Closed(")");
            Func<double, double, double> chosen = name == "max" ? Math.Max : Math.Min;
            return new(chosen(first.Low, second.Low), chosen(first.High, second.High));
        }

        Interval argument = Factor();
        return name switch
        {
            "tanh" => argument.Through(Math.Tanh),
            "cosh" => argument.Magnitude().Through(Math.Cosh),
            "sgn" => argument.Through(d => Math.Sign(d)),
            "H" => argument.Through(d => d >= 0 ? 1 : 0),
            "ln" => argument.Through(a => Math.Log(Math.Max(a, 0))),
            "σ" => argument.Through(a => 1 / (1 + Math.Exp(-a))),
            "Φ" => argument.Through(a => a == 0 ? 0.5 : new Gelu().Value(a) / a),
            "φ" => new(
                Density(argument.Magnitude().High),
                Density(argument.Magnitude().Low)),
            _ => throw new FormatException($"\"{text}\": nobody said what {name} is"),
        };
    }

    private static double Density(double a) => Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>A number as it is printed.</summary>
    public static double Parsed(string printed)
        => printed == "∞" ? double.PositiveInfinity
            : double.Parse(printed.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\d+(\.\d+)?(e−?\d+)?|∞|[a-z-]+6?'\([^()]*\)|[σ]'\([^()]*\)|"
            + @"[azδ]_\d+(,\d+)?\^\(\d+\)|tanh|cosh|sgn|max|min|ln|λα|[σΦφecλH]|[-+−/()\[\]|,^²]")]
    private static partial Regex Token();
}
