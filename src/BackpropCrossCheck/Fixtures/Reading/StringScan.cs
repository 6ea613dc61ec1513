using System.Buffers;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>A JSON string in a text, or what is wrong with it.</summary>
/// <param name="End">The byte after the closing quote, or the faulty byte.</param>
/// <param name="Problem">What is wrong; null if nothing is.</param>
internal readonly record struct StringScan(int End, string? Problem)
{
    private static readonly SearchValues<byte> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Scans a string.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="start">The byte of the opening quote.</param>
    public static StringScan Of(ReadOnlySpan<byte> text, int start)
    {
        int at = start + 1;
        while (at < text.Length && text[at] != '"')
        {
            if (text[at] < 0x20)
            {
                return new StringScan(at, Control(text[at]));
            }

            int length = text[at] == '\\' ? EscapeLength(text[at..]) : 1;
            if (length == 0)
            {
                return new StringScan(
                    at,
                    "this escape is not JSON; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits. A "
                    + "backslash itself is written \\\\.");
            }

            at += length;
        }

        return at < text.Length
            ? new StringScan(at + 1, null)
            : new StringScan(
                text.Length,
                $"the file ends inside a string that begins with {Wording.Quote(Beginning(text, start))}; its closing quote is missing.");
    }

    private static string Control(byte unit) => unit is (byte)'\n' or (byte)'\r'
        ? "the line ends inside a string; close the string before it, or write \\n where a line break is meant."
        : $"the control character U+{unit:X4} is inside a string; write {(unit == '\t' ? "\\t" : $"\\u{unit:x4}")}.";

    // The length of the escape sequence at the beginning of the text; 0 if there is none.
    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return 1;
        }

        if (text[1] == 'u')
        {
            return text.Length >= 6 && !text.Slice(2, 4).ContainsAnyExcept(HexadecimalDigits) ? 6 : 0;
        }

        return "\"\\/bfnrt"u8.Contains(text[1]) ? 2 : 0;
    }

    private static string Beginning(ReadOnlySpan<byte> text, int start) => Wording.Shorten(text[(start + 1)..]);
}
