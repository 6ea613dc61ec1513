using System.Buffers;
using System.Globalization;
using System.Text;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>The messages for faults of JSON syntax.</summary>
internal static class SyntaxWords
{
    private const string Numbers =
        "every number of a fixture is finite. Write a finite number, or null inside expected for one that is not given";

    private static readonly SearchValues<byte> WordUnits =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$+-."u8);

    /// <summary>What is at a byte: a word, a character, or the end of the file.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">The byte.</param>
    public static string At(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
        {
            return "the end of the file";
        }

        int end = WordEnd(text, at);
        if (end > at)
        {
            return Wording.Quote(Encoding.UTF8.GetString(text[at..end]));
        }

        if (text[at..].StartsWith("//"u8) || text[at..].StartsWith("/*"u8))
        {
            return $"\"{(char)text[at]}{(char)text[at + 1]}\"";
        }

        Rune.DecodeFromUtf8(text[at..], out Rune rune, out _);
        return rune.Value is > ' ' and < 0x7F ? $"'{rune}'" : $"the character U+{rune.Value:X4}";
    }

    /// <summary>The end of the word or number that begins at a byte; the same byte if none begins there.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">The byte.</param>
    public static int WordEnd(ReadOnlySpan<byte> text, int at)
    {
        int length = text[Math.Min(at, text.Length)..].IndexOfAnyExcept(WordUnits);
        return length < 0 ? text.Length : at + length;
    }

    /// <summary>The message for a missing value.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">Where it should begin.</param>
    public static string NoValue(ReadOnlySpan<byte> text, int at)
    {
        string word = Encoding.UTF8.GetString(text[Math.Min(at, text.Length)..WordEnd(text, at)]);
        return word switch
        {
            "" when at < text.Length && text[at] == '\'' => "found a single quote; JSON strings need double quotes, \"like this\".",
            "" when at < text.Length && text[at] is (byte)'}' or (byte)']' or (byte)','
                => $"found {At(text, at)}, expected a value. Write the value that is missing before it.",
            "" when text[Math.Min(at, text.Length)..].StartsWith("“"u8) || text[Math.Min(at, text.Length)..].StartsWith("”"u8)
                => "found a typographic quote; JSON strings need straight double quotes, \"like this\".",
            "" => $"found {At(text, at)}, expected a value: a number, a string, an array, an object, true, false or null.",
            _ when word[0] == '+' => $"{Wording.Quote(word)} begins with a plus sign; JSON numbers have none. Delete it.",
            _ when word[0] == '.' => $"{Wording.Quote(word)} has no digit before the point; write 0{Short(word)}.",
            _ => NoWord(word),
        };
    }

    /// <summary>The message for a minus sign without digits.</summary>
    /// <param name="shown">The sign and what follows it.</param>
    public static string NoDigit(string shown) => shown.StartsWith("-.", StringComparison.Ordinal)
        ? $"{shown} has no digit before the point; write -0{shown[1..]}."
        : IsNotFinite(shown) ? $"{shown} is not JSON; {Numbers}."
        : $"found {Wording.Quote(shown)}, expected a digit after the minus sign.";

    /// <summary>The message for a fraction instead of a number.</summary>
    /// <param name="over">The numerator, a JSON number.</param>
    /// <param name="under">The denominator.</param>
    public static string Fraction(ReadOnlySpan<byte> over, ReadOnlySpan<byte> under)
    {
        bool known = double.TryParse(
            over,
            CultureInfo.InvariantCulture,
            out double dividend) & double.TryParse(under, CultureInfo.InvariantCulture, out double divisor);
        string decimals = known && double.IsFinite(dividend / divisor)
            ? $"write it as a decimal number, {Wording.Number(dividend / divisor)}"
            : "write it as a decimal number";
        return $"{Wording.Shorten(over)}/{Wording.Shorten(under)} is a fraction, and JSON has none; {decimals}.";
    }

    /// <summary>The message if two elements have neither a comma nor the closing bracket between them.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">Where it should be.</param>
    /// <param name="closing">The bracket.</param>
    /// <param name="what">array or object.</param>
    public static string NoComma(ReadOnlySpan<byte> text, int at, char closing, string what) => text[at] is (byte)']' or (byte)'}'
        ? $"found {At(text, at)}, but the innermost open bracket is that of an {what} and closes with '{closing}'."
        : $"found {At(text, at)}, expected a comma before the next part of the {what}, or '{closing}' at its end.";

    /// <summary>The message for a missing field name.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">Where it should begin.</param>
    public static string NoName(ReadOnlySpan<byte> text, int at) => text[at] == '\''
        ? "found a single quote; names of fields need double quotes, \"like this\"."
        : WordEnd(text, at) > at ? $"found a name without quotes; write {At(text, at)} with them."
        : $"found {At(text, at)}, expected the name of a field in double quotes, or '}}'.";

    private static string NoWord(string word)
    {
        string lower = word.ToLowerInvariant();
        return IsNotFinite(word) ? $"{Short(word)} is not JSON; {Numbers}."
            : lower is "true" or "false" or "null" ? $"found {Short(word)}; JSON writes it in small letters: {lower}."
            : lower is "none" or "undefined" or "nil" ? $"found {Short(word)}; JSON has only null for what is not given."
            : $"found {Short(word)} without quotes, expected a value: a string needs double quotes, "
                + "a number begins with a digit or '-'.";
    }

    private static bool IsNotFinite(string word)
        => word.Trim('-', '+').ToLowerInvariant() is "nan" or "inf" or "infinity" or "1.#inf" or "1.#qnan";

    private static string Short(string word) => Wording.Shorten(Encoding.UTF8.GetBytes(word));
}
