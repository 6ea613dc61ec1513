using System.Text;

namespace BackpropCrossCheck.Tests;

/// <summary>Damages texts at random: fixtures, answers, baselines, reports and lines of oracles. One seed always gives the same
/// damage.</summary>
/// <param name="seed">Decides everything.</param>
internal sealed class Mutation(int seed)
{
    private const int MostSteps = 4;
    private const int LongText = 20_000;

    private static readonly string[] OddNumbers =
    [
        "0", "-0", "1", "-1", "2", "1.5", "1e308", "-1e308", "1e309", "1e999", "-1e999", "5e-324", "1e-400", "0e999999999999", "1E+2", "00",
        "01", "-", ".5", "5.", "+1", "1e", "1e+", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807",
        "9223372036854775808", "65536", "64", "65", "1000000", "0.1e1", "1.0000000000000002", "NaN", "Infinity", "-Infinity", "0x10",
        "1_000", "1/3", "50%", "1,5", "123456789012345678901234567890", "0.00000000000000000000000000000000000001",
        "99999999999999999999e-20",
    ];

    private static readonly string[] OddTokens =
    [
        "null", "true", "false", "None", "\"\"", "\"NaN\"", "\"Infinity\"", "\"1\"", "[]", "{}", "[[]]", "[[[]]]", "[null]", "{\"a\":1}",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\x\"", "\"\t\"", "\"\uFFFE\"", "\"\u202e\"", "\"\U0001F600\"", "'a'",
        "// a\n", "/* a */", "# a\n", ",", ":", ",,", "\"", "{", "}", "[", "]", "\\", ";", "\r", "\n\n", "\t", "\u00a0", "\uFEFF",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A damaged copy.</summary>
    /// <param name="text">The text.</param>
    /// <param name="other">Another text; a part of it may be inserted.</param>
    public byte[] Of(byte[] text, byte[] other)
    {
        byte[] result = text;
        for (int step = _random.Next(2) * _random.Next(MostSteps); step >= 0; step--)
        {
            result = Step(result, other);
        }

        return result;
    }

    private byte[] Step(byte[] text, byte[] other) => _random.Next(20) switch
    {
        0 => FlipBit(text),
        1 => Replace(text, Place(text, 1), [(byte)_random.Next(256)]),
        2 => Replace(text, At(text), Encoding.UTF8.GetBytes(Any(OddTokens))),
        3 => Replace(text, Place(text, 40), []),
        4 => text[.._random.Next(text.Length + 1)],
        5 or 6 or 7 => Replace(text, Token(text, number: true), Encoding.UTF8.GetBytes(Any(OddNumbers))),
        8 or 9 => Replace(text, Token(text, number: false), Encoding.UTF8.GetBytes(Any(OddTokens))),
        10 => SwapTokens(text),
        11 => Replace(text, At(text), Nesting()),
        12 or 13 => Repeat(text),
        14 => Replace(text, At(text), [0]),
        15 => Replace(text, _random.Next(2) == 0 ? 0..0 : At(text), "\uFEFF"u8.ToArray()),
        16 => Replace(text, Token(text, number: _random.Next(2) == 0), Long()),
        17 => Replace(text, Place(text, 400), other[Place(other, 400)]),
        18 => Replace(text, Token(text, number: false), []),
        _ => _random.Next(10) == 0 ? Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text)) : Replace(text, At(text), Bytes()),
    };

    private byte[] FlipBit(byte[] text)
    {
        byte[] result = [.. text];
        if (result.Length > 0)
        {
            result[_random.Next(result.Length)] ^= (byte)(1 << _random.Next(8));
        }

        return result;
    }

    private byte[] SwapTokens(byte[] text)
    {
        Range first = Token(text, number: _random.Next(2) == 0);
        Range second = Token(text, number: _random.Next(2) == 0);
        (first, second) = first.Start.Value <= second.Start.Value ? (first, second) : (second, first);
        return first.End.Value > second.Start.Value
            ? text
            : [.. text[..first.Start], .. text[second], .. text[first.End..second.Start], .. text[first], .. text[second.End..]];
    }

    /// <summary>Doubles a part: a field, a row or a line.</summary>
    private byte[] Repeat(byte[] text)
    {
        byte separator = (byte)(_random.Next(3) == 0 ? '\n' : ',');
        int start = Array.IndexOf(text, separator, _random.Next(text.Length + 1));
        int end = start < 0 ? -1 : Array.IndexOf(text, separator, start + 1);
        return end < 0 ? text : Replace(text, end..end, text[start..end]);
    }

    private byte[] Nesting()
    {
        int depth = _random.Next(3) switch { 0 => 61 + _random.Next(6), 1 => _random.Next(1, 10), _ => 5000 };
        string open = _random.Next(3) == 0 ? "{\"a\":" : "[";
        string inside = string.Concat(Enumerable.Repeat(open, depth));
        return Encoding.UTF8.GetBytes(_random.Next(2) == 0 ? inside : inside + "1" + new string(open == "[" ? ']' : '}', depth));
    }

    private byte[] Long()
    {
        int length = _random.Next(1, LongText);
        return _random.Next(5) switch
        {
            0 => [.. "\""u8, .. Enumerable.Repeat((byte)'a', length), .. "\""u8],
            1 => Encoding.UTF8.GetBytes($"\"{string.Concat(Enumerable.Repeat("\\ud83d\\ude00", length / 12))}\""),
            2 => [.. Enumerable.Repeat((byte)('0' + _random.Next(10)), length)],
            3 => Encoding.UTF8.GetBytes($"0.{new string('0', length)}1"),
            _ => [.. Enumerable.Repeat((byte)Any([",", " ", "-", "\\", "\n", "["])[0], length)],
        };
    }

    private byte[] Bytes()
    {
        byte[] bytes = new byte[_random.Next(1, 8)];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The token at a random place, or the nearest one behind it that begins as a number does.</summary>
    private Range Token(byte[] text, bool number)
    {
        int start = At(text).Start.Value;
        while (start < text.Length && (number ? !char.IsAsciiDigit((char)text[start]) && text[start] != '-' : IsSpace(text[start])))
        {
            start++;
        }

        while (start > 0 && start < text.Length && IsWord(text[start]) && IsWord(text[start - 1]))
        {
            start--;
        }

        int end = start;
        if (start < text.Length && text[start] == '"')
        {
            end = Array.IndexOf(text, (byte)'"', start + 1);
            return start..(end < 0 ? text.Length : end + 1);
        }

        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return start..(end == start ? Math.Min(start + 1, text.Length) : end);
    }

    private Range At(byte[] text)
    {
        int place = _random.Next(text.Length + 1);
        return place..place;
    }

    private Range Place(byte[] text, int most)
    {
        int start = _random.Next(text.Length + 1);
        return start..Math.Min(text.Length, start + _random.Next(1, most + 1));
    }

    private string Any(string[] texts) => texts[_random.Next(texts.Length)];

    private static byte[] Replace(byte[] text, Range range, byte[] with) => [.. text[..range.Start], .. with, .. text[range.End..]];

    private static bool IsWord(byte unit)
        => char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'.' or (byte)'+' or (byte)'-' or (byte)'_';

    private static bool IsSpace(byte unit) => unit is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
