using System.Text;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads CSV as defined in RFC 4180, record by record: fields are separated by commas, a field has quotes if it needs them, and
/// lines end with CR LF, LF or CR.</summary>
/// <param name="text">Valid UTF-8 without a byte order mark.</param>
/// <param name="file">The file, for errors.</param>
internal ref struct CsvScanner(ReadOnlySpan<byte> text, string file)
{
    private const int MostFields = 1000;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The fields of the next record; null at the end of the file. An empty line is not a record.</summary>
    /// <exception cref="FixtureException">The text is not valid CSV here.</exception>
    public List<CsvField>? Next()
    {
        while (_at < _text.Length && IsLineBreak(_text[_at]))
        {
            _at++;
        }

        if (_at >= _text.Length)
        {
            return null;
        }

        var fields = new List<CsvField> { Field() };
        while (_at < _text.Length && _text[_at] == ',')
        {
            if (fields.Count == MostFields)
            {
                throw Fault(_at, FormattableString.Invariant($"this line has more than {MostFields} fields. Is it the right file?"));
            }

            _at++;
            fields.Add(Field());
        }

        return fields;
    }

    /// <summary>The error for a faulty field.</summary>
    /// <param name="offset">The byte.</param>
    /// <param name="problem">What was found, what was expected, what to do.</param>
    public readonly FixtureException Fault(int offset, string problem)
    {
        var place = TextPosition.At(_text, offset);
        return new FixtureException(file, problem, place.Line, place.Column);
    }

    private CsvField Field() => _at < _text.Length && _text[_at] == '"' ? Quoted() : Plain();

    private CsvField Plain()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] != ',' && !IsLineBreak(_text[_at]))
        {
            if (_text[_at] == '"')
            {
                throw Fault(
                    _at,
                    "a quote is inside a field that does not begin with one. Put the whole field in quotes, and write a quote "
                        + "inside it twice.");
            }

            _at++;
        }

        return new CsvField(Encoding.UTF8.GetString(_text[start.._at]), start);
    }

    private CsvField Quoted()
    {
        int start = _at++;
        var said = new StringBuilder();
        while (true)
        {
            int length = _text[_at..].IndexOf((byte)'"');
            if (length < 0)
            {
                throw Fault(start, "the quote that begins this field is not closed. Write a quote after the field.");
            }

            said.Append(Encoding.UTF8.GetString(_text.Slice(_at, length)));
            _at += length + 1;
            if (_at >= _text.Length || _text[_at] != '"')
            {
                break;
            }

            said.Append('"');
            _at++;
        }

        return _at >= _text.Length || _text[_at] == ',' || IsLineBreak(_text[_at])
            ? new CsvField(said.ToString(), start)
            : throw Fault(_at, "something follows the quote that ends a field; a comma or the end of the line is expected.");
    }

    private static bool IsLineBreak(byte unit) => unit is (byte)'\r' or (byte)'\n';
}
