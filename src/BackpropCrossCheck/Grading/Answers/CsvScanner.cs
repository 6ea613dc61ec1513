using System.Text;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads CSV as defined in RFC 4180, record by record: one character separates the fields, a field has quotes if it needs them,
/// and lines end with CR LF, LF or CR.</summary>
/// <param name="text">Valid UTF-8 without a byte order mark.</param>
/// <param name="file">The file, for errors.</param>
/// <param name="separator">What separates the fields.</param>
internal ref struct CsvScanner(ReadOnlySpan<byte> text, string file, byte separator = (byte)',')
{
    private const int MostFields = 1000;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly List<int> _blankLines = [];

    /// <summary>Where each line begins; empty until a place is asked for.</summary>
    private readonly List<int> _lineStarts = [];
    private int _at;

    /// <summary>What separates the fields.</summary>
    public readonly byte Separator => separator;

    /// <summary>The beginnings of the lines so far that hold nothing but separators and white space.</summary>
    public readonly IReadOnlyList<int> BlankLines => _blankLines;

    /// <summary>The fields of the next record; null at the end of the file. A blank line is not a record.</summary>
    /// <exception cref="FixtureException">The text is not valid CSV here.</exception>
    public List<CsvField>? Next()
    {
        while (_at < _text.Length)
        {
            int start = _at;
            List<CsvField> fields = Record();
            SkipLineBreak();
            if (fields.Exists(field => field.Text.Length > 0))
            {
                return fields;
            }

            _blankLines.Add(start);
        }

        return null;
    }

    /// <summary>The place of a byte.</summary>
    /// <param name="offset">The byte.</param>
    public readonly TextPosition PlaceOf(int offset)
    {
        if (_lineStarts.Count == 0)
        {
            _lineStarts.Add(0);
            for (int i = 0; i < _text.Length; i++)
            {
                if (_text[i] == '\n' || (_text[i] == '\r' && (i + 1 == _text.Length || _text[i + 1] != '\n')))
                {
                    _lineStarts.Add(i + 1);
                }
            }
        }

        int found = _lineStarts.BinarySearch(offset);
        int line = found < 0 ? ~found - 1 : found;
        return new TextPosition(line + 1, TextPosition.At(_text[_lineStarts[line]..], offset - _lineStarts[line]).Column);
    }

    private List<CsvField> Record()
    {
        var fields = new List<CsvField> { Field() };
        while (_at < _text.Length && _text[_at] == separator)
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

    private void SkipLineBreak()
    {
        _at += _at >= _text.Length ? 0 : _text[_at..].StartsWith("\r\n"u8) ? 2 : 1;
    }

    /// <summary>The error for a faulty field.</summary>
    /// <param name="offset">The byte.</param>
    /// <param name="problem">What was found, what was expected, what to do.</param>
    public readonly FixtureException Fault(int offset, string problem)
    {
        TextPosition place = PlaceOf(offset);
        return new FixtureException(file, problem, place.Line, place.Column);
    }

    private CsvField Field() => _at < _text.Length && _text[_at] == '"' ? Quoted() : Plain();

    private CsvField Plain()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] != separator && !IsLineBreak(_text[_at]))
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

        return new CsvField(Encoding.UTF8.GetString(_text[start.._at]).Trim(), start);
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

        return _at >= _text.Length || _text[_at] == separator || IsLineBreak(_text[_at])
            ? new CsvField(said.ToString().Trim(), start)
            : throw Fault(_at, "something follows the quote that ends a field; a separator or the end of the line is expected.");
    }

    private static bool IsLineBreak(byte unit) => unit is (byte)'\r' or (byte)'\n';
}
