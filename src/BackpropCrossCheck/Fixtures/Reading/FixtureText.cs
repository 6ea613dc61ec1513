using System.Text;
using System.Text.Unicode;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Makes sure that a file is UTF-8.</summary>
internal static class FixtureText
{
    /// <summary>The text without its byte order mark.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file.</param>
    /// <param name="what">What the file should be, with an article.</param>
    /// <exception cref="FixtureException">The bytes are not UTF-8.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes, string file, string what = "a fixture")
    {
        if (Utf32Or16(bytes) is { } other)
        {
            throw new FixtureException(file, $"this file is encoded in {other}; {what} is UTF-8. Save it as UTF-8.", 1, 1, "");
        }

        ReadOnlySpan<byte> text = WithoutMark(bytes);
        if (!Utf8.IsValid(text))
        {
            int offset = FirstInvalid(text);
            throw FaultLocation.Located(
                text[..offset],
                file,
                offset,
                $"the byte 0x{text[offset]:X2} at offset {offset + bytes.Length - text.Length} of the file is not UTF-8; {what} is "
                + "UTF-8. Save it as UTF-8, or correct the character here.");
        }

        return text;
    }

    /// <summary>The text of a file that is known to be UTF-8.</summary>
    /// <param name="bytes">The file's bytes.</param>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes)
        => bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    // Every JSON text begins with an ASCII character, so zeros among the first four bytes reveal the encoding (RFC 4627, section 3).
    private static string? Utf32Or16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, ..] or [not 0, 0, ..] => "UTF-16",
        _ => null,
    };

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
