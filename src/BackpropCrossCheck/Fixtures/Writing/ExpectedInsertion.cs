using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Fixtures.Writing;

/// <summary>Puts an entry into the text of a fixture. Everything else keeps its layout, byte for byte.</summary>
internal static class ExpectedInsertion
{
    /// <summary>The blanks before an entry that is put in.</summary>
    public const string Indent = "    ";

    /// <summary>The text with the entry. It takes the place of an entry of the same name.</summary>
    /// <param name="fixture">The text of a valid fixture.</param>
    /// <param name="by">The name in the entry.</param>
    /// <param name="entry">The entry as JSON.</param>
    public static byte[] Into(ReadOnlySpan<byte> fixture, string by, string entry)
    {
        ReadOnlySpan<byte> text = FixtureText.WithoutMark(fixture);
        var reader = new Utf8JsonReader(text, JsonCursor.ReaderOptions);
        int end = 0;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("expected"u8))
            {
                reader.Read();
                return IntoEntries(text, ref reader, by, entry);
            }

            end = (int)reader.TokenStartIndex;
        }

        // The last token is the closing brace of the fixture, which has other fields before it.
        return Spliced(text, Trimmed(text, end), end, $",\n  \"expected\": [\n{Indent}{entry}\n  ]\n");
    }

    private static byte[] IntoEntries(ReadOnlySpan<byte> text, ref Utf8JsonReader reader, string by, string entry)
    {
        bool any = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int from = (int)reader.TokenStartIndex;
            bool isSame = IsBy(reader, by);
            reader.Skip();
            any = true;
            if (isSame)
            {
                return Spliced(text, from, (int)reader.BytesConsumed, entry);
            }
        }

        int end = (int)reader.TokenStartIndex;
        return Spliced(text, Trimmed(text, end), end, $"{(any ? "," : string.Empty)}\n{Indent}{entry}\n  ");
    }

    private static bool IsBy(Utf8JsonReader entry, string by)
    {
        int depth = entry.CurrentDepth + 1;
        while (entry.Read() && entry.CurrentDepth >= depth)
        {
            if (entry.CurrentDepth == depth && entry.TokenType == JsonTokenType.PropertyName && entry.ValueTextEquals("by"u8))
            {
                return entry.Read() && entry.ValueTextEquals(by);
            }
        }

        return false;
    }

    /// <summary>The end of the text before white space.</summary>
    private static int Trimmed(ReadOnlySpan<byte> text, int end) => text[..end].TrimEnd(" \t\r\n"u8).Length;

    private static byte[] Spliced(ReadOnlySpan<byte> text, int from, int to, string between)
        => [.. text[..from], .. Encoding.UTF8.GetBytes(between), .. text[to..]];
}
