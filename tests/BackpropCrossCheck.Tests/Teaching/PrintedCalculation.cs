using System.Globalization;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Reads a worked calculation from its text and calculates every line again from the numbers printed in it.</summary>
/// <param name="decimals">The decimals of its results.</param>
/// <param name="isByHand">Whether every result is rounded before it is used further. Then a line has to give exactly its result,
/// rounded. Otherwise some numbers that round to the printed ones have to give one that rounds to the printed result. After an equality
/// sign the result is exactly what the printed numbers give.</param>
internal sealed partial class PrintedCalculation(int decimals, bool isByHand)
{
    private const double Slack = 1e-9;
    private readonly Dictionary<string, string> _parameters = [];
    private Dictionary<string, string> _results = [];

    /// <summary>How many lines were calculated, by the letter of their result.</summary>
    public Dictionary<string, int> Lines { get; } = [];

    /// <summary>How many weights and biases were found to be those that an update before them has left.</summary>
    public int ParametersInForce { get; private set; }

    /// <summary>The parameters that the last update has left, as they are printed.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>The lines that are not true.</summary>
    public List<string> Faults { get; } = [];

    private double LastDigit => Math.Pow(10, -decimals);

    public void Read(string text)
    {
        // The lines of a person follow from those before the training, not from those after it.
        string[] parts = Person().Split(text);
        int training = parts[0].IndexOf("\nForward with ", StringComparison.Ordinal);
        ReadLines(training < 0 ? parts[0] : parts[0][..training]);
        Dictionary<string, string> before = new(_results);
        if (training >= 0 && LaterStep().IsMatch(parts[0][training..]))
        {
            _parameters.Clear();
        }

        ReadLines(training < 0 ? string.Empty : parts[0][training..]);
        foreach (string part in parts[1..])
        {
            _results = new(before);
            _parameters.Clear();
            ReadLines(part);
        }
    }

    private void ReadLines(string text)
    {
        foreach (string line in Unwrapped(text))
        {
            if (Result().Match(line) is { Success: true } match && !line.Contains('Σ', StringComparison.Ordinal))
            {
                string letter = match.Groups["letter"].Value;
                Lines[letter] = Lines.GetValueOrDefault(letter) + 1;
                Check(line, match.Groups["name"].Value, match.Groups["rest"].Value);
            }
        }
    }

    private static IEnumerable<string> Unwrapped(string text)
    {
        string? line = null;
        foreach (string row in text.Split('\n'))
        {
            if (line is not null && row.StartsWith("      ", StringComparison.Ordinal))
            {
                line += " " + row.Trim();
                continue;
            }

            if (line is not null)
            {
                yield return line;
            }

            line = row.StartsWith("  ", StringComparison.Ordinal) && row[2] != ' ' ? row.Trim() : null;
        }

        if (line is not null)
        {
            yield return line;
        }
    }

    private void Check(string line, string name, string rest)
    {
        string[] written = Written().Split(rest);
        string[] parts = Relation().Split(written[0]);
        try
        {
            string printed = parts[^1].Trim();
            double result = PrintedExpression.Parsed(printed);
            bool isExact = isByHand || parts[^2] == "=";
            Interval value = isExact
                ? new PrintedExpression(parts[^3], digits => Interval.Of(PrintedExpression.Parsed(digits)), Exactly).Value()
                : new PrintedExpression(parts[^3], Stands, Known).Value();
            if (!Holds(value, parts[^2], printed, result))
            {
                Faults.Add(FormattableString.Invariant($"{line}   gives {value.Low:R} … {value.High:R}"));
            }

            CheckParameters(line, name, parts[^3].Trim());
            _results[name] = written.Length > 1 ? written[1].Trim() : printed;
            if (IsParameter(name))
            {
                _parameters[name] = _results[name];
            }
        }
        catch (FormatException fault)
        {
            Faults.Add($"{line}   {fault.Message}");
        }
    }

    /// <summary>The weights and biases in a line are those that the update before it has left.</summary>
    private void CheckParameters(string line, string name, string expression)
    {
        if (IsParameter(name))
        {
            AssertInForce(line, name, FirstNumber().Match(expression).Value);
        }

        // δ before a softmax has outputs in front of the parentheses, in brackets within brackets.
        if (Unit().Match(name) is not { Success: true } unit || expression.Count(c => c == '[') > 1)
        {
            return;
        }

        int layer = int.Parse(unit.Groups["layer"].Value, CultureInfo.InvariantCulture);
        string row = unit.Groups["unit"].Value;
        MatchCollection products = Product().Matches(expression);
        for (int i = 0; i < products.Count; i++)
        {
            string weight = name[0] == 'a'
                ? $"w_{row},{i + 1}^({layer})"
                : $"w_{i + 1},{row}^({layer + 1})";
            AssertInForce(line, weight, Signed(products[i].Groups["factor"].Value));
        }

        if (name[0] == 'a' && products.Count > 0 && expression[(products[^1].Index + products[^1].Length)..] is { Length: > 0 } bias)
        {
            AssertInForce(line, _parameters.ContainsKey($"b^({layer})") ? $"b^({layer})" : $"b_{row}^({layer})", Signed(bias));
        }
    }

    private static bool IsParameter(string name) => name is ['w' or 'b', '_' or '^', ..];

    private static string Signed(string printed) => printed.Replace(" ", string.Empty, StringComparison.Ordinal).TrimStart('+');

    private void AssertInForce(string line, string parameter, string printed)
    {
        if (_parameters.TryGetValue(parameter, out string? left))
        {
            ParametersInForce++;
            if (PrintedExpression.Parsed(printed) != PrintedExpression.Parsed(left))
            {
                Faults.Add($"{line}   has {printed} for {parameter}, which is {left}");
            }
        }
    }

    private bool Holds(Interval value, string relation, string printed, double result)
    {
        double slack = (Slack * LastDigit) + (1e-12 * Math.Abs(result));
        return relation == "=" ? value.Low == result || Math.Abs(value.Low - result) <= slack
            : isByHand ? value.Low == result || Math.Abs(value.Low - result) <= (0.5 * LastDigit) + slack
            : value.Meets(Stands(printed), slack);
    }

    private Interval? Known(string symbol) => _results.TryGetValue(symbol, out string? printed) ? Stands(printed) : null;

    private Interval? Exactly(string symbol)
        => _results.TryGetValue(symbol, out string? printed) ? Interval.Of(PrintedExpression.Parsed(printed)) : null;

    /// <summary>What a printed number may stand for. In float64 one with all the decimals, or with a power of ten, is rounded.</summary>
    private Interval Stands(string printed)
    {
        double value = PrintedExpression.Parsed(printed);
        string digits = printed.Split('e')[0];
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int places = point < 0 ? 0 : digits.Length - point - 1;
        int power = printed.Contains('e', StringComparison.Ordinal) ? (int)PrintedExpression.Parsed(printed.Split('e')[1]) : 0;
        bool isRounded = !isByHand && (places == decimals || printed.Contains('e', StringComparison.Ordinal));
        return isRounded ? Interval.Around(value, 0.5 * Math.Pow(10, power - places)) : Interval.Of(value);
    }

    [GeneratedRegex(
        @"^(?<name>(?<letter>[azsδwb]|Δ[wb])_\d+(,\d+)?\^\(\d+\)|(?<letter>E)"
            + @"|−?∂E/(?<letter>∂[wbz])_\d+(,\d+)?\^\(\d+\)|−?∂E/(?<letter>∂x)_\d+(,\d+)?|[^ ]+(?<letter>')\([^()]*\)) (?<rest>[=←] .*)$")]
    private static partial Regex Result();

    /// <summary>The parameters after several steps are in a table, and not in the lines of the first step.</summary>
    [GeneratedRegex("^\nForward with the parameters after (step|pass) ")]
    private static partial Regex LaterStep();

    [GeneratedRegex("^−?[0-9][^ ]*")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"^[aδ]_(?<unit>\d+)(,\d+)?\^\((?<layer>\d+)\)$")]
    private static partial Regex Unit();

    /// <summary>A weight, with the sign before it, times a number in parentheses.</summary>
    [GeneratedRegex(@"(?<factor>([+−] ?)?\d+(\.\d+)?(e−?\d+)?) \(−?\d+(\.\d+)?(e−?\d+)?\)")]
    private static partial Regex Product();

    [GeneratedRegex("\nWith the numbers of ")]
    private static partial Regex Person();

    [GeneratedRegex("\\s+written: ")]
    private static partial Regex Written();

    [GeneratedRegex("\\s*([=≈←])\\s+")]
    private static partial Regex Relation();
}
