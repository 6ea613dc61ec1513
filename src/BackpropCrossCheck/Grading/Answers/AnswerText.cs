using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>The text of a file of answers, in UTF-8. Spreadsheets also write UTF-16, and a byte order mark with it.</summary>
internal static class AnswerText
{
    private static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The text, without its byte order mark.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file, for errors.</param>
    /// <exception cref="FixtureException">The bytes are no UTF-8, and no UTF-16 with a byte order mark.</exception>
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
            return FixtureText.Of(bytes, file, "a file of answers");
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
}
