namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Finds numbers in arrays that have been read without a fault. Such an array holds numbers, nulls and plain words, or rows of
/// them, so counting commas is enough.</summary>
internal static class ArrayText
{
    /// <summary>The byte where a number or a row begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The byte of the array's opening bracket.</param>
    /// <param name="index">The index in the array.</param>
    public static int Element(ReadOnlySpan<byte> text, int start, int index)
    {
        int at = start + 1;
        for (; index > 0; index--)
        {
            at += text[at..].IndexOfAny((byte)'[', (byte)',');
            at += text[at] == '[' ? text[at..].IndexOf((byte)']') : 0;
            at += text[at..].IndexOf((byte)',') + 1;
        }

        return at + text[at..].IndexOfAnyExcept(" \t\r\n"u8);
    }

    /// <summary>The byte where a number in an array of rows begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The byte of the array's opening bracket.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The index in the row.</param>
    public static int Number(ReadOnlySpan<byte> text, int start, int row, int column) => Element(text, Element(text, start, row), column);
}
