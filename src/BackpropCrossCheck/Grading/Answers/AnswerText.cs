using System.Text;
using System.Text.Unicode;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>The text of a file of answers, in UTF-8. Spreadsheets also write UTF-16, with a byte order mark, and Windows-1252.</summary>
internal static class AnswerText
{
    private static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The text, without its byte order mark.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file. JSON is UTF-8 only.</param>
    /// <exception cref="FixtureException">The bytes are no UTF-8, no UTF-16 with a byte order mark, and no Windows-1252.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes, string file)
    {
        Encoding? wide = bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] => null,
            [0xFF, 0xFE, ..] => LittleEndian,
            [0xFE, 0xFF, ..] => BigEndian,
            _ => null,
        };
        if (wide is null)
        {
            return IsWindows1252(bytes, file)
                ? Encoding.UTF8.GetBytes(Windows1252.Text(bytes))
                : FixtureText.Of(bytes, file, "a file of answers");
        }

        try
        {
            return Encoding.UTF8.GetBytes(wide.GetString(bytes[2..]));
        }
        catch (DecoderFallbackException)
        {
            throw new FixtureException(
                file, "the byte order mark says UTF-16, and the bytes after it are not UTF-16. Save the file as UTF-8.", 1, 1, "");
        }
    }

    /// <summary>A warning that the bytes were taken for Windows-1252, at the first character beyond ASCII; null where they were
    /// not.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file.</param>
    public static AnswerNote? NoteOf(ReadOnlySpan<byte> bytes, string file)
    {
        if (!IsWindows1252(bytes, file))
        {
            return null;
        }

        int first = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        ReadOnlySpan<byte> before = bytes[..first];
        return new AnswerNote(
            IsUnreadable: false,
            before.Count((byte)'\n') + 1,
            first - before.LastIndexOf((byte)'\n'),
            $"the byte 0x{bytes[first]:X2} is not UTF-8, so that the file was read as Windows-1252: "
                + $"{Windows1252.Character(bytes[first])}.");
    }

    private static bool IsWindows1252(ReadOnlySpan<byte> bytes, string file)
        => !Utf8.IsValid(bytes) && !bytes.StartsWith(Encoding.UTF8.Preamble) && !AnswerFileReader.IsJson(bytes, file)
            && Windows1252.MayBe(bytes);
}
