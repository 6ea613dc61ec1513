namespace BackpropCrossCheck.Fixtures;

/// <summary>A place in a text, for people: line and column from 1, with the column counted in Unicode scalar values.</summary>
/// <param name="Line">The line; lines end with LF, CR LF or CR.</param>
/// <param name="Column">The column.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The place of a byte.</summary>
    /// <param name="text">UTF-8 without a byte order mark, valid up to <paramref name="offset"/>.</param>
    /// <param name="offset">The byte, from 0; it may equal the length.</param>
    internal static TextPosition At(ReadOnlySpan<byte> text, int offset)
    {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++)
        {
            bool ends = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (ends)
            {
                line++;
                lineStart = i + 1;
            }
        }

        int column = 1;
        foreach (byte unit in text[lineStart..offset])
        {
            // Continuation bytes, 10xxxxxx, belong to the previous character.
            column += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return new TextPosition(line, column);
    }
}
