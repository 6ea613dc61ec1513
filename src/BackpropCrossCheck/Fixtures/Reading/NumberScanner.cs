namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads well-formed arrays of numbers without tokens: most of a fixture's text is numbers. Whatever is not plainly right is left to the
/// token reader, which finds the error.</summary>
internal static class NumberScanner
{
    /// <summary>Reads rows of equal length that fill the storage exactly.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The byte of the outer opening bracket.</param>
    /// <param name="values">The storage; overwritten.</param>
    /// <returns>The rows, and the byte of the closing bracket; no rows where the array is anything else.</returns>
    public static (int Rows, int End) Rows(ReadOnlySpan<byte> text, int start, Span<double> values)
    {
        int at = start;
        int filled = 0;
        int rows = 0;
        int columns = 0;
        do
        {
            at = SkipSpace(text, at + 1);
            if (!Is(text, at, '['))
            {
                return default;
            }

            int count = Row(text, ref at, values[filled..]);
            columns = rows == 0 ? count : columns;
            if (count < 1 || count != columns)
            {
                return default;
            }

            filled += count;
            rows++;
            at = SkipSpace(text, at + 1);
        }
        while (Is(text, at, ','));
        return Is(text, at, ']') && filled == values.Length ? (rows, at) : default;
    }

    /// <summary>Reads one row that fills the storage exactly.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The byte of the opening bracket.</param>
    /// <param name="values">The storage; overwritten.</param>
    /// <returns>The byte of the closing bracket; −1 where the array is anything else.</returns>
    public static int Row(ReadOnlySpan<byte> text, int start, Span<double> values)
    {
        int at = start;
        return Row(text, ref at, values) == values.Length ? at : -1;
    }

    // From the opening bracket to the closing one; the count of numbers, or -1 where something is not plainly right.
    private static int Row(ReadOnlySpan<byte> text, ref int at, Span<double> values)
    {
        int count = 0;
        do
        {
            at = SkipSpace(text, at + 1);
            if (count == values.Length || !DecimalNumber.TryRead(text, ref at, out values[count]))
            {
                return -1;
            }

            count++;
            at = SkipSpace(text, at);
        }
        while (Is(text, at, ','));
        return Is(text, at, ']') ? count : -1;
    }

    private static int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private static bool Is(ReadOnlySpan<byte> text, int at, char wanted) => at < text.Length && text[at] == wanted;
}
