namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Finds the first fault of JSON syntax (RFC 8259) in a text and explains it. Runs only if there is an error to report.</summary>
/// <remarks>Each method returns false as soon as there is a fault; the nesting limit bounds the recursion. The scanner exists for its
/// messages, not for speed: it takes four times as long as the framework's exception (row "syntax scanner" of the benchmarks), but that
/// does not say what to edit.</remarks>
internal ref struct SyntaxScanner
{
    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private SyntaxFault? _fault;

    /// <summary>A scanner.</summary>
    /// <param name="text">Valid UTF-8 without a byte order mark.</param>
    public SyntaxScanner(ReadOnlySpan<byte> text) => _text = text;

    private readonly int Current => _at < _text.Length ? _text[_at] : -1;

    /// <summary>The first fault; null if the text is JSON.</summary>
    public SyntaxFault? Find()
    {
        if (!SkipSpace())
        {
            return _fault;
        }

        if (Current < 0)
        {
            Fail(_at, "the file is empty; a fixture is one JSON object, { ... }.");
        }
        else if (Value(0) && SkipSpace() && Current >= 0)
        {
            Fail(
                _at,
                $"found {SyntaxWords.At(_text, _at)} after the end of the fixture; a file holds one JSON object and nothing after it.");
        }

        return _fault;
    }

    private bool Value(int depth)
    {
        switch (Current)
        {
            case '{' or '[' when depth == JsonCursor.MaxDepth:
                _fault = new SyntaxFault(
                    _at, $"this is nested deeper than {JsonCursor.MaxDepth} levels; no part of a fixture is.", IsDepth: true);
                return false;
            case '{':
                return Object(depth + 1);
            case '[':
                return Array(depth + 1);
            case '"':
                return String();
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return Word("true"u8) || Word("false"u8) || Word("null"u8) || Fail(_at, SyntaxWords.NoValue(_text, _at));
        }
    }

    private bool Object(int depth)
    {
        int opened = _at++;
        if (!SkipSpace())
        {
            return false;
        }

        bool more = Current != '}';
        while (more)
        {
            bool member = Name(opened) && SkipSpace() && Expect(':', "a colon between the name and its value") && SkipSpace()
                && Value(depth);
            if (!member || !Continues('}', opened, "object", out more))
            {
                return false;
            }
        }

        _at++;
        return true;
    }

    private bool Array(int depth)
    {
        int opened = _at++;
        if (!SkipSpace())
        {
            return false;
        }

        bool more = Current != ']';
        while (more)
        {
            if (Current < 0)
            {
                return Unclosed(opened, "array");
            }

            if (!Value(depth) || !Continues(']', opened, "array", out more))
            {
                return false;
            }
        }

        _at++;
        return true;
    }

    // Handles what follows an element: a comma and another element, or the closing bracket.
    private bool Continues(char closing, int opened, string what, out bool more)
    {
        more = false;
        if (!SkipSpace())
        {
            return false;
        }

        if (Current == closing)
        {
            return true;
        }

        if (Current < 0)
        {
            return Unclosed(opened, what);
        }

        if (Current != ',')
        {
            return Fail(_at, SyntaxWords.NoComma(_text, _at, closing, what));
        }

        int comma = _at++;
        more = true;
        return SkipSpace() && (Current is not ('}' or ']')
            || Fail(
                comma,
                $"this comma has nothing behind it; JSON allows no trailing comma before {SyntaxWords.At(_text, _at)}. Delete the comma."));
    }

    private bool Name(int opened)
        => Current == '"' ? String() : Current < 0 ? Unclosed(opened, "object") : Fail(_at, SyntaxWords.NoName(_text, _at));

    private bool String()
    {
        var scan = StringScan.Of(_text, _at);
        _at = scan.End;
        return scan.Problem is null || Fail(scan.End, scan.Problem);
    }

    private bool Number()
    {
        var scan = NumberScan.Of(_text, _at);
        bool sound = scan.Problem is null || Fail(scan.ProblemAt, scan.Problem);
        _at = scan.End;
        return sound;
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        int end = SyntaxWords.WordEnd(_text, _at);
        bool found = _text[_at..end].SequenceEqual(word);
        _at = found ? end : _at;
        return found;
    }

    private bool Expect(char wanted, string meaning)
    {
        if (Current != wanted)
        {
            return Fail(_at, $"found {SyntaxWords.At(_text, _at)}, expected {meaning}.");
        }

        _at++;
        return true;
    }

    private bool SkipSpace()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }

        bool comment = Current == '#' || _text[Math.Min(_at, _text.Length)..] is [(byte)'/', (byte)'/' or (byte)'*', ..];
        return !comment
            || Fail(_at, $"found {SyntaxWords.At(_text, _at)}: JSON has no comments. Delete it; a note can go into \"description\".");
    }

    private bool Unclosed(int opened, string what)
    {
        var place = TextPosition.At(_text, opened);
        char closing = what == "array" ? ']' : '}';
        return Fail(
            _at,
            $"the file ends here, but the {what} that begins at {place.Line}:{place.Column} is not closed. Add the missing "
            + $"{closing} or restore the lost rest.");
    }

    private bool Fail(int offset, string problem)
    {
        _fault ??= new SyntaxFault(offset, problem);
        return false;
    }
}
