using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>A place in a JSON report. It checks the value there, and creates the exceptions.</summary>
/// <param name="Report">The report.</param>
/// <param name="Pointer">The value's JSON pointer.</param>
internal readonly record struct ReportPlace(ReportText Report, string Pointer)
{
    /// <summary>The place of a field of this object.</summary>
    public ReportPlace this[string name] => this with { Pointer = $"{Pointer}/{name}" };

    /// <summary>The place of an element of this array.</summary>
    public ReportPlace this[int index] => this with { Pointer = FormattableString.Invariant($"{Pointer}/{index}") };

    /// <summary>A required field of this object.</summary>
    /// <exception cref="FormatException">The field is missing.</exception>
    public T Required<T>(string name, T? value)
        where T : class
        => value ?? throw Missing(name);

    /// <summary>A required field of this object.</summary>
    /// <exception cref="FormatException">The field is missing.</exception>
    public T Required<T>(string name, T? value)
        where T : struct
        => value ?? throw Missing(name);

    /// <summary>The elements of a required array, each with its place.</summary>
    /// <param name="name">The field that holds the array.</param>
    /// <param name="elements">The array.</param>
    /// <param name="expected">What an element should be.</param>
    /// <exception cref="FormatException">The array is missing, or an element is null.</exception>
    public IEnumerable<(T Value, ReportPlace Place)> Each<T>(string name, IEnumerable<T?>? elements, string expected = "an object")
        where T : class
    {
        ReportPlace array = this[name];
        return Required(name, elements).Select((element, i) => (element ?? throw array[i].Mismatch(expected), array[i]));
    }

    /// <summary>A required whole number within bounds.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="least">The smallest allowed value.</param>
    /// <param name="most">The largest allowed value.</param>
    /// <exception cref="FormatException">It is missing or out of bounds.</exception>
    public int Count(string name, int? value, int least = 0, int most = int.MaxValue)
        => this[name].Within(Required(name, value), least, most);

    /// <summary>A whole number within bounds; null if it is missing.</summary>
    /// <inheritdoc cref="Count"/>
    public int? OptionalCount(string name, int? value, int least = 0, int most = int.MaxValue)
        => value is { } count ? this[name].Within(count, least, most) : null;

    /// <summary>The whole number at this place, after checking its bounds.</summary>
    /// <param name="count">The number.</param>
    /// <param name="least">The smallest allowed value.</param>
    /// <param name="most">The largest allowed value.</param>
    /// <exception cref="FormatException">It is out of bounds.</exception>
    public int Within(int count, int least, int most) => count >= least && count <= most ? count
        : throw Mismatch(most == int.MaxValue
            ? FormattableString.Invariant($"a whole number, at least {least}")
            : FormattableString.Invariant($"a whole number from {least} to {most}"));

    /// <summary>A required distance or limit: a number that is at least 0, infinite or NaN.</summary>
    /// <exception cref="FormatException">It is missing or negative.</exception>
    public double Distance(string name, double? value) => Required(name, value) is var distance && !(distance < 0) ? distance
        : throw this[name].Mismatch("a number, at least 0");

    /// <summary>A required name from a table.</summary>
    /// <typeparam name="T">What the name stands for.</typeparam>
    /// <param name="name">The field.</param>
    /// <param name="text">Its value.</param>
    /// <param name="find">Finds the value for a name; null if there is none.</param>
    /// <param name="known">All known names.</param>
    /// <exception cref="FormatException">It is missing, or another word.</exception>
    public T Named<T>(string name, string? text, Func<string, T?> find, IReadOnlyList<string> known)
        where T : class
        => find(Required(name, text)) ?? throw this[name].Mismatch(Wording.List(known));

    /// <summary>A required word from a list.</summary>
    /// <param name="name">The field.</param>
    /// <param name="text">Its value.</param>
    /// <param name="words">The list.</param>
    /// <exception cref="FormatException">It is missing, or another word.</exception>
    public string Word(string name, string? text, IReadOnlyList<string> words)
        => Required(name, text) is var word && words.Contains(word) ? word : throw this[name].Mismatch(Wording.List(words));

    /// <summary>A required word for a value of an enumeration.</summary>
    /// <param name="name">The field.</param>
    /// <param name="text">Its value.</param>
    /// <param name="word">The word of each value of the enumeration.</param>
    /// <exception cref="FormatException">It is missing, or another word.</exception>
    public T Word<T>(string name, string? text, Func<T, string> word)
        where T : struct, Enum
    {
        string given = Required(name, text);
        foreach (T value in Enum.GetValues<T>())
        {
            if (word(value) == given)
            {
                return value;
            }
        }

        throw this[name].Mismatch(Wording.List(Enum.GetValues<T>().Select(word).Distinct()));
    }

    /// <summary>The exception for a fault at this place.</summary>
    public FormatException Fault(string problem) => Report.Fault(Pointer, problem);

    /// <summary>The exception if something else was expected here.</summary>
    public FormatException Mismatch(string expected) => Fault($"found {Wording.Quote(Report.Written(Pointer))}, expected {expected}.");

    /// <summary>The exception if a field of this object is missing.</summary>
    public FormatException Missing(string name)
        => Fault($"the field \"{name}\" is missing. Expected is a JSON report of {ToolVersion.Name}.");

    /// <summary>Rejects a required word that contradicts the rest of the report.</summary>
    /// <param name="name">The field.</param>
    /// <param name="text">Its value.</param>
    /// <param name="follows">The correct word, as the report would have it.</param>
    /// <param name="from">What determines it: "the items".</param>
    /// <exception cref="FormatException">It is missing, or says something else.</exception>
    public void MustBe(string name, string? text, string follows, string from)
    {
        if (Required(name, text) != follows)
        {
            throw this[name].Contradiction(follows, from);
        }
    }

    /// <summary>Rejects a required count that contradicts the rest of the report.</summary>
    /// <param name="name">The field.</param>
    /// <param name="count">Its value.</param>
    /// <param name="follows">The correct count.</param>
    /// <param name="from">What determines it.</param>
    /// <exception cref="FormatException">It is missing, or says something else.</exception>
    public void MustBe(string name, int? count, long follows, string from)
    {
        if (Count(name, count) != follows)
        {
            throw this[name].Contradiction(FormattableString.Invariant($"{follows}"), from);
        }
    }

    /// <summary>Rejects a required number that contradicts the rest of the report.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="follows">The correct number, to the last bit.</param>
    /// <param name="from">What determines it.</param>
    /// <exception cref="FormatException">It is missing, or says something else.</exception>
    public void MustBe(string name, double? value, double follows, string from)
    {
        if (!Required(name, value).Equals(follows))
        {
            throw this[name].Contradiction(Wording.Number(follows), from);
        }
    }

    /// <summary>The exception if this contradicts the rest of the report.</summary>
    /// <param name="follows">The correct value.</param>
    /// <param name="from">What determines it.</param>
    public FormatException Contradiction(string follows, string from)
        => Fault($"the report says {Wording.Quote(Report.Written(Pointer))}, but {follows} follows from {from}. "
            + "It was changed, or another version wrote it; write it again.");
}
