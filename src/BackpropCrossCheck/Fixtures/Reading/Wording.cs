using System.Globalization;
using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Words for messages about what was found.</summary>
internal static class Wording
{
    private const int MaxLength = 40;

    /// <summary>A text in quotes, shortened, with its control characters made visible.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text) => $"\"{Shorten(text)}\"";

    /// <summary>A part of the file, shortened.</summary>
    /// <param name="written">UTF-8.</param>
    public static string Shorten(ReadOnlySpan<byte> written)
        => Shorten(Encoding.UTF8.GetString(written[..Math.Min(written.Length, 8 * MaxLength)]));

    /// <summary>Names as a list: a, b and c.</summary>
    /// <param name="names">The names.</param>
    public static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    /// <summary>A number of things: 1 row, 2 rows.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">The thing, in the singular.</param>
    public static string Count(int count, string thing)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>A number of things with an irregular plural: 1 bias, 2 biases; 1 fixture is, 2 fixtures are.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The thing, in the singular.</param>
    /// <param name="many">The thing, in the plural.</param>
    public static string Count(int count, string one, string many)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>A number in the shortest form that reads back as the same double.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What was found and what was expected.</summary>
    /// <param name="kind">The token that was found.</param>
    /// <param name="written">Its text.</param>
    /// <param name="expected">What was expected, with an article.</param>
    public static string Mismatch(JsonTokenType kind, ReadOnlySpan<byte> written, string expected)
    {
        string found = Found(kind, written);
        return $"found {found}, expected {expected}{Advice(kind, written, expected)}.";
    }

    /// <summary>The size of a step's tensor: 3 rows of 2 numbers.</summary>
    /// <param name="step">The step.</param>
    public static string Size(Step step) => step.IsBias
        ? Count(step.Rows, "number")
        : $"{Count(step.Rows, "row")} of {Count(step.Columns, "number")}";

    /// <summary>The size of a row of a step's tensor: 2 numbers.</summary>
    /// <param name="step">The step.</param>
    public static string Columns(Step step) => Count(step.Columns, "number");

    /// <summary>What a step's tensor is, its size, and the reason.</summary>
    /// <param name="step">The step.</param>
    public static string Whole(Step step)
    {
        string layer = step.Layer < 0 ? string.Empty : $" of layer {step.Layer + 1}";
        (string row, string number) = (Word(step.Quantity.Rows), Word(step.Quantity.Columns));
        string reason = step.IsShared ? "since the units share one bias"
            : step.IsBias ? $"one for each {row}"
            : $"a row for each {row} and in it a number for each {number}";
        return $"the {step.Quantity.TensorName}{layer} has {Size(step)}, {reason}";
    }

    /// <summary>What a row or a column stands for, in the singular.</summary>
    /// <param name="axis">The rows or the columns.</param>
    public static string Word(Axis axis) => axis switch
    {
        Axis.One => "one",
        Axis.Sample => "sample",
        Axis.Unit => "unit",
        Axis.Input => "input",
    };

    private static string Found(JsonTokenType kind, ReadOnlySpan<byte> written) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => $"the string \"{Shorten(written)}\"",
        JsonTokenType.Number => $"the number {Shorten(written)}",
        _ => Shorten(written),
    };

    private static string Advice(JsonTokenType kind, ReadOnlySpan<byte> written, string expected)
    {
        bool number = expected.Contains("number", StringComparison.Ordinal) || expected.Contains("integer", StringComparison.Ordinal);
        if (kind == JsonTokenType.String && number)
        {
            string text = Encoding.UTF8.GetString(written);
            return !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? ""
                : double.IsFinite(value) ? $"; write {Shorten(text)} without quotes"
                : "; every number of a fixture is finite";
        }

        return kind == JsonTokenType.Null ? "; null stands only for numbers of expected that are not given" : "";
    }

    private static string Shorten(string text)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(Rune.IsControl(rune) ? $"\\u{rune.Value:x4}" : rune.ToString());
        }

        return shown.ToString();
    }
}
