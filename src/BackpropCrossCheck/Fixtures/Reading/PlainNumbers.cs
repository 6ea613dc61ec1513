namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads arrays that hold nothing but numbers, or rows of them, in one go. Whatever else they hold is left to
/// <see cref="JsonCursor"/>, which names faults.</summary>
/// <remarks>Token by token, the framework's reader takes several times as long for the numbers of a fixture. The benchmarks show this in
/// the row "storage", whose plain way is that.</remarks>
internal static class PlainNumbers
{
    /// <summary>Reads an array of numbers.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="start">The byte of its opening bracket.</param>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The byte of its closing bracket; −1 if it holds anything else, is faulty, or has more numbers than fit.</returns>
    public static int Row(ReadOnlySpan<byte> text, int start, Span<double> values, out int count)
    {
        count = 0;
        int at = AfterSpace(text, start + 1);
        while (at < text.Length && count < values.Length && DecimalNumber.TryRead(text, ref at, out values[count]))
        {
            count++;
            if (!IsFollowed(text, ref at))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Reads an array of rows of equal length.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="start">The byte of its opening bracket.</param>
    /// <param name="values">Receives the numbers, row-major.</param>
    /// <param name="passed">What becomes of the rows that have been read.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many numbers a row has.</param>
    /// <returns>The byte of its closing bracket; −1 if it holds anything else, is faulty, or has more numbers than fit.</returns>
    public static int Rows(
        ReadOnlySpan<byte> text, int start, double[] values, PassedText passed, out int rows, out int columns)
    {
        RowsOnTwoThreads.Half? half = null;
        int end = Rows(text, start, values, passed, ref half, out rows, out columns);
        // Even if the first half is faulty: the other thread must not write any more.
        if (half?.Result is { } second)
        {
            second.Wait();
        }

        return end;
    }

    private static int Rows(
        ReadOnlySpan<byte> text,
        int start,
        double[] values,
        PassedText passed,
        ref RowsOnTwoThreads.Half? half,
        out int rows,
        out int columns)
    {
        rows = 0;
        columns = 0;
        int filled = 0;
        int at = AfterSpace(text, start + 1);
        while (at < text.Length && text[at] == '[')
        {
            int row = at;
            at = Row(text, at, values.AsSpan(filled), out int count);
            if (at < 0 || (rows > 0 && count != columns))
            {
                return -1;
            }

            rows++;
            columns = count;
            filled += count;
            if (at == half?.Before)
            {
                (int end, int more) = half.Result.Result;
                bool fits = rows == half.Rows;
                rows += more;
                return fits ? end : -1;
            }

            passed.GiveBack(at);
            at++;
            half ??= rows == 1 ? passed.BeginHalf(text, row, at, values, columns) : null;
            if (!IsFollowed(text, ref at))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Goes to what follows an element of an array.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">The byte after the element; then the first byte of the next one, or the array's closing bracket; −1 if neither
    /// follows.</param>
    /// <returns>Whether a next element follows.</returns>
    public static bool IsFollowed(ReadOnlySpan<byte> text, ref int at)
    {
        at = AfterSpace(text, at);
        byte sign = at < text.Length ? text[at] : (byte)0;
        at = sign == ',' ? AfterSpace(text, at + 1) : sign == ']' ? at : -1;
        return sign == ',';
    }

    /// <summary>The next byte that is no white space.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">The byte to begin at.</param>
    public static int AfterSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }
}
