using System.Text.Json;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Moves through a fixture's text and creates the errors. A copy acts as a bookmark: it can continue from where it was
/// made.</summary>
internal ref struct JsonCursor
{
    /// <summary>The maximum depth of nesting.</summary>
    public const int MaxDepth = 64;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _text;
    private readonly PassedText _passed;
    private Utf8JsonReader _reader;

    /// <summary>The byte where the reader's text begins.</summary>
    private int _origin;

    /// <summary>A cursor before the first token.</summary>
    /// <param name="text">Valid UTF-8 without a byte order mark.</param>
    /// <param name="file">The file, for errors.</param>
    /// <param name="passed">What becomes of the text that has been read.</param>
    public JsonCursor(ReadOnlySpan<byte> text, string file, PassedText passed = default)
    {
        _text = text;
        _passed = passed;
        _file = file;
        _reader = new Utf8JsonReader(text, ReaderOptions);
    }

    /// <summary>The JSON that is accepted: RFC 8259, nothing more.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>The whole text, for errors. If it has been given back in part, it is read again.</summary>
    public readonly ReadOnlySpan<byte> Text
    {
        get
        {
            _passed.Need(0);
            return _text;
        }
    }

    /// <summary>An upper bound for the numbers in the array at the cursor.</summary>
    public readonly int Bound => NumberExtent.Bound(_text, Offset);

    /// <summary>The kind of the current token.</summary>
    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>The byte where the current token begins.</summary>
    public readonly int Offset => _origin + (int)_reader.TokenStartIndex;

    /// <summary>The current token as it is written; for a string or a name, the inside of its quotes.</summary>
    public readonly ReadOnlySpan<byte> Written => _reader.ValueSpan;

    /// <summary>Where the first result is that is not finite; null if there is none. Set it to null before results that matter.</summary>
    public int? NotFiniteAt { get; set; }

    /// <summary>Moves to the next token.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="JsonException">The text is not valid JSON here.</exception>
    public bool Read() => _reader.Read();

    /// <summary>Moves to the last token of the value that begins here.</summary>
    public void Skip() => _reader.Skip();

    /// <summary>Keeps the text from here on: a bookmark will come back to it.</summary>
    public readonly void KeepText() => _passed.KeepRest();

    /// <summary>Moves to the next element of an array.</summary>
    /// <returns>False if the array ends.</returns>
    public bool NextElement() => _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Reads the array at the cursor if it holds nothing but numbers, and moves to its closing bracket. Otherwise the cursor stays
    /// where it is.</summary>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Whether it was read.</returns>
    public bool TryNumbers(Span<double> values, out int count)
        => TryResume(PlainNumbers.Row(_text, Offset, values, out count));

    /// <summary>Reads the array at the cursor if it holds nothing but rows of numbers of equal length, and moves to its closing bracket.
    /// Otherwise the cursor stays where it is.</summary>
    /// <param name="values">Receives the numbers, row-major.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many numbers a row has.</param>
    /// <returns>Whether it was read.</returns>
    public bool TryRows(double[] values, out int rows, out int columns)
        => TryResume(PlainNumbers.Rows(_text, Offset, values, _passed, out rows, out columns));

    /// <summary>Moves the reader from the opening bracket of an array to its closing one, as if the array were empty.</summary>
    /// <param name="end">The byte of the closing bracket; −1 to stay.</param>
    private bool TryResume(int end)
    {
        if (end < 0)
        {
            _passed.Need(Offset);
            return false;
        }

        _passed.GiveBack(end);
        _reader = new Utf8JsonReader(_text[end..], isFinalBlock: true, _reader.CurrentState);
        _origin = end;
        return _reader.Read();
    }

    /// <summary>Moves to the value of the next field of an object.</summary>
    /// <param name="table">The possible fields.</param>
    /// <param name="met">The fields read so far.</param>
    /// <param name="field">The field's index in the table.</param>
    /// <returns>False if the object ends.</returns>
    public bool NextField(FieldTable table, ref FieldMarks met, out int field)
    {
        _reader.Read();
        field = -1;
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        CheckEscapes();
        field = table.IndexOf(ref _reader);
        if (field < 0)
        {
            string name = _reader.GetString()!;
            throw Fault(
                $"unknown field {Wording.Quote(name)}{NearestName.Question(name, table.Names)} "
                    + $"{(table.Names.Count == 1 ? $"The only field of {table.Owner} is" : $"The fields of {table.Owner} are")} "
                + $"{Wording.List(table.Names)}.");
        }

        if (!met.Add(field))
        {
            throw Fault(
                $"the field \"{table.Names[field]}\" occurs here a second time; each field of {table.Owner} may occur only once. "
                    + "Delete one of the two.");
        }

        _reader.Read();
        return true;
    }

    /// <summary>The string at the cursor.</summary>
    /// <param name="expected">What is expected here, with an article.</param>
    public string String(string expected)
    {
        if (Kind != JsonTokenType.String)
        {
            throw WrongKind(expected);
        }

        CheckEscapes();
        return _reader.GetString()!;
    }

    /// <summary>The number at the cursor.</summary>
    /// <param name="expected">What is expected here, with an article.</param>
    public double Number(string expected = "a number")
    {
        if (Kind != JsonTokenType.Number)
        {
            throw WrongKind(expected);
        }

        int at = 0;
        return DecimalNumber.TryRead(_reader.ValueSpan, ref at, out double value)
            ? value
            : throw Fault(
                $"{Wording.Shorten(_reader.ValueSpan)} is beyond the range of double precision (±1.797e308); "
                    + "every number of a fixture is finite.");
    }

    /// <summary>A number that somebody got: also one of the strings "NaN", "Infinity" and "-Infinity", as a program prints it.</summary>
    /// <param name="expected">What is expected here, with an article.</param>
    public double Result(string expected)
    {
        double? special = Kind != JsonTokenType.String || _reader.ValueIsEscaped ? null
            : _reader.ValueTextEquals("NaN"u8) ? double.NaN
            : _reader.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
            : _reader.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
            : null;
        if (special is not { } value)
        {
            return Number(expected);
        }

        NotFiniteAt ??= Offset;
        return value;
    }

    /// <summary>The integer at the cursor; 2.0 and 2e0 are the integer 2.</summary>
    /// <param name="least">The smallest allowed value.</param>
    /// <param name="most">The largest allowed value.</param>
    /// <param name="expected">What is expected here, with an article and its range.</param>
    public int Integer(int least, int most, string expected)
    {
        double value = Number(expected);
        return value >= least && value <= most && value == Math.Floor(value) ? (int)value : throw WrongKind(expected);
    }

    /// <summary>The Boolean at the cursor.</summary>
    /// <param name="expected">What is expected here.</param>
    public readonly bool Boolean(string expected)
        => Kind is JsonTokenType.True or JsonTokenType.False ? Kind == JsonTokenType.True : throw WrongKind(expected);

    /// <summary>Checks that an object begins here. This runs for every value, so if the text must be composed, check the kind
    /// first.</summary>
    /// <param name="expected">What is expected here, with an article.</param>
    public readonly void RequireObject(string expected)
    {
        if (Kind != JsonTokenType.StartObject)
        {
            throw WrongKind(expected);
        }
    }

    /// <summary>Checks that an array begins here.</summary>
    /// <param name="expected">What is expected here, with an article.</param>
    public readonly void RequireArray(string expected)
    {
        if (Kind != JsonTokenType.StartArray)
        {
            throw WrongKind(expected);
        }
    }

    /// <summary>Checks that an object has all required fields.</summary>
    /// <param name="table">Its fields.</param>
    /// <param name="met">The fields read.</param>
    /// <param name="offset">Where the object begins.</param>
    public readonly void RequireFields(FieldTable table, FieldMarks met, int offset)
    {
        if (met.FirstMissing < table.Required)
        {
            string needed = Wording.List(table.Names.Take(table.Required));
            throw FaultAt(offset, $"the field \"{table.Names[met.FirstMissing]}\" is missing; {table.Owner} needs {needed}. Add it.");
        }
    }

    /// <summary>The error if something else was expected here.</summary>
    /// <param name="expected">What was expected, with an article.</param>
    public readonly FixtureException WrongKind(string expected) => Fault(Wording.Mismatch(Kind, Written, expected));

    /// <summary>An error here.</summary>
    /// <param name="problem">What was found, what was expected, what to do.</param>
    public readonly FixtureException Fault(string problem) => FaultAt(Offset, problem);

    /// <summary>An error elsewhere.</summary>
    /// <param name="offset">The byte.</param>
    /// <param name="problem">What was found, what was expected, what to do.</param>
    public readonly FixtureException FaultAt(int offset, string problem) => FaultLocation.Fault(Text, _file, offset, problem);

    private readonly void CheckEscapes()
    {
        int lone = _reader.ValueIsEscaped ? LoneSurrogate.IndexIn(_reader.ValueSpan) : -1;
        if (lone >= 0)
        {
            string escape = Wording.Shorten(_reader.ValueSpan.Slice(lone, 6));
            throw FaultAt(
                Offset + 1 + lone,
                $"{escape} is half of a surrogate pair and stands for no character; write the character itself or both halves.");
        }
    }
}
