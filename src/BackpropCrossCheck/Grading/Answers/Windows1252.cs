namespace BackpropCrossCheck.Grading.Answers;

/// <summary>The encoding that spreadsheets write in Western Europe unless they are asked for UTF-8.</summary>
internal static class Windows1252
{
    /// <summary>The characters from 0x80 to 0x9F; U+FFFD where there is none. The others are those of Latin-1.</summary>
    private const string High =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD"
        + "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    /// <summary>Whether the bytes may be a text in this encoding: none is a control character, and each has a character.</summary>
    /// <param name="bytes">The bytes.</param>
    public static bool MayBe(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or 0x7F || Character(value) == '\uFFFD')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[bytes.Length];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = Character(bytes[i]);
        }

        return new string(text);
    }

    /// <summary>The character of a byte; U+FFFD if it has none.</summary>
    /// <param name="value">The byte.</param>
    public static char Character(byte value) => value is >= 0x80 and < 0xA0 ? High[value - 0x80] : (char)value;
}
