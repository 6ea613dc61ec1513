using System.Text.Json;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>A value of a JSON report, with its place for faults.</summary>
/// <param name="Value">The value.</param>
/// <param name="Report">The report.</param>
/// <param name="Pointer">Its JSON pointer.</param>
internal readonly record struct ReportElement(JsonElement Value, ReportText Report, string Pointer)
{
    /// <summary>The value of a field that must be there.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public ReportElement this[string name] => Optional(name) ?? throw Missing(name);

    /// <summary>The value of a field; null where it is not there, or is null.</summary>
    /// <exception cref="FormatException">This is no object.</exception>
    public ReportElement? Optional(string name) => Value.ValueKind != JsonValueKind.Object ? throw Mismatch("an object")
        : Value.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null ? new ReportElement(field, Report, $"{Pointer}/{name}")
        : null;

    /// <summary>The elements of an array.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public IEnumerable<ReportElement> Elements()
    {
        (ReportText report, string pointer) = (Report, Pointer);
        return Value.ValueKind == JsonValueKind.Array
            ? Value.EnumerateArray().Select((element, i) => new ReportElement(element, report, FormattableString.Invariant($"{pointer}/{i}")))
            : throw Mismatch("an array");
    }

    /// <summary>A string.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Mismatch("a string");

    /// <summary>A truth value.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public bool Truth() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Mismatch("true or false");

    /// <summary>A whole number within bounds.</summary>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <exception cref="FormatException">This is none.</exception>
    public int Count(int least = 0, int most = int.MaxValue)
        => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out int count) && count >= least && count <= most ? count
            : throw Mismatch(most == int.MaxValue
                ? FormattableString.Invariant($"a whole number, at least {least}")
                : FormattableString.Invariant($"a whole number from {least} to {most}"));

    /// <summary>A number, or the word of one that is not finite.</summary>
    /// <exception cref="FormatException">This is neither.</exception>
    public double Real() => Value.ValueKind == JsonValueKind.Number ? Value.GetDouble()
        : Value.ValueKind == JsonValueKind.String && NonFinite(Value.GetString()!) is { } value ? value
        : throw Mismatch("a number");

    /// <summary>A distance, or what is allowed: a number, at least 0, infinite or NaN.</summary>
    /// <exception cref="FormatException">This is none.</exception>
    public double Distance() => Real() is var value && !(value < 0) ? value : throw Mismatch("a number, at least 0");

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
    public FormatException Fault(string problem) => Report.Fault(Pointer, problem);

    /// <summary>A fault: something else was expected here.</summary>
    public FormatException Mismatch(string expected) => Fault($"found {Wording.Quote(Value.ToString())}, expected {expected}.");

    /// <summary>A fault: a field of this object is missing.</summary>
    public FormatException Missing(string name) => Fault($"the field \"{name}\" is missing. Expected is a JSON report of {ToolVersion.Name}.");

    /// <summary>Refuses a value that contradicts what follows from the rest of the report.</summary>
    /// <param name="follows">What follows, as the report would write it.</param>
    /// <param name="from">What it follows from: "the items".</param>
    /// <exception cref="FormatException">This says something else.</exception>
    public void MustBe(string follows, string from)
    {
        if (Value.ToString() != follows)
        {
            throw Contradiction(follows, from);
        }
    }

    /// <summary>Refuses a count that contradicts what follows from the rest of the report.</summary>
    /// <param name="follows">What follows.</param>
    /// <param name="from">What it follows from.</param>
    /// <exception cref="FormatException">This says something else, or is no count.</exception>
    public void MustBe(long follows, string from)
    {
        if (Count() != follows)
        {
            throw Contradiction(FormattableString.Invariant($"{follows}"), from);
        }
    }

    /// <summary>Refuses a number that contradicts what follows from the rest of the report.</summary>
    /// <param name="follows">What follows, to the last bit.</param>
    /// <param name="from">What it follows from.</param>
    /// <exception cref="FormatException">This says something else, or is no number.</exception>
    public void MustBe(double follows, string from)
    {
        if (!Real().Equals(follows))
        {
            throw Contradiction(Wording.Number(follows), from);
        }
    }

    /// <summary>A fault: this contradicts what follows from the rest of the report.</summary>
    /// <param name="follows">What follows.</param>
    /// <param name="from">What it follows from.</param>
    public FormatException Contradiction(string follows, string from)
        => Fault($"the report says {Wording.Quote(Value.ToString())}, but {follows} follows from {from}. It was changed, or another version wrote it; write it again.");

    private static double? NonFinite(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };
}
