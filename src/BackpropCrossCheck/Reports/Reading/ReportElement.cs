using System.Text.Json;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>A value of a JSON report, with its place for faults.</summary>
/// <param name="Value">The value.</param>
/// <param name="File">The file, as given.</param>
/// <param name="Pointer">Its JSON pointer.</param>
internal readonly record struct ReportElement(JsonElement Value, string File, string Pointer)
{
    /// <summary>The value of a field that must be there.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public ReportElement this[string name] => Optional(name) ?? throw Fault($"the field \"{name}\" is missing. Expected is a JSON report of {ToolVersion.Name}.");

    /// <summary>The value of a field; null where it is not there, or is null.</summary>
    /// <exception cref="FormatException">This is no object.</exception>
    public ReportElement? Optional(string name) => Value.ValueKind != JsonValueKind.Object ? throw Mismatch("an object")
        : Value.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null ? new ReportElement(field, File, $"{Pointer}/{name}")
        : null;

    /// <summary>The elements of an array.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public IEnumerable<ReportElement> Elements()
    {
        (string file, string pointer) = (File, Pointer);
        return Value.ValueKind == JsonValueKind.Array
            ? Value.EnumerateArray().Select((element, i) => new ReportElement(element, file, FormattableString.Invariant($"{pointer}/{i}")))
            : throw Mismatch("an array");
    }

    /// <summary>A string.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Mismatch("a string");

    /// <summary>A truth value.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public bool Truth() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Mismatch("true or false");

    /// <summary>A whole number, at least 0.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public int Count() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out int count) && count >= 0 ? count : throw Mismatch("a whole number");

    /// <summary>A number, or the word of one that is not finite.</summary>
    /// <exception cref="FormatException">This is neither.</exception>
    public double Real() => Value.ValueKind == JsonValueKind.Number ? Value.GetDouble()
        : Value.ValueKind == JsonValueKind.String && NonFinite(Value.GetString()!) is { } value ? value
        : throw Mismatch("a number");

    /// <summary>One of the words of an enumeration.</summary>
    /// <param name="word">The word of each of its values.</param>
    /// <exception cref="FormatException">This is none of them.</exception>
    public T Word<T>(Func<T, string> word)
        where T : struct, Enum
    {
        string text = Text();
        foreach (T value in Enum.GetValues<T>())
        {
            if (word(value) == text)
            {
                return value;
            }
        }

        throw Mismatch(Wording.List(Enum.GetValues<T>().Select(word).Distinct()));
    }

    /// <summary>A fault at this place.</summary>
    public FormatException Fault(string problem) => new($"{File} ({(Pointer.Length == 0 ? "/" : Pointer)}): {problem}");

    /// <summary>A fault: something else was expected here.</summary>
    public FormatException Mismatch(string expected) => Fault($"found {Wording.Quote(Value.ToString())}, expected {expected}.");

    private static double? NonFinite(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };
}
