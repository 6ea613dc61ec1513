namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads the rows of a large array on two threads, each half of them.</summary>
/// <param name="file">The file.</param>
/// <param name="before">How many bytes the file has before the text.</param>
internal sealed class RowsOnTwoThreads(LargeFile file, int before)
{
    /// <summary>The least that a second thread is worth, in bytes.</summary>
    private const int Least = 1 << 20;

    /// <summary>Reads the second half of an array's rows on another thread, if there is much left of them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">The byte of the opening bracket of the first row.</param>
    /// <param name="second">The byte after the first row.</param>
    /// <param name="values">Where all numbers of the array belong.</param>
    /// <param name="columns">How many a row has.</param>
    /// <returns>The half; null if it is not worth it, or the rows that are left are not what is expected.</returns>
    public Half? Begin(ReadOnlySpan<byte> text, int first, int second, double[] values, int columns)
    {
        long length = (long)(second - first) * (values.Length / columns);
        if (length < Least || Environment.ProcessorCount == 1 || first + (length / 2) >= text.Length)
        {
            return null;
        }

        int middle = first + (int)(length / 2);
        int step = text[middle..].IndexOf((byte)']');
        if (step < 0)
        {
            return null;
        }

        middle += step + 1;
        int rows = text[first..middle].Count((byte)']');
        int next = text[middle..].IndexOf((byte)'[');
        long place = (long)rows * columns;
        return next < 0 || place >= values.Length ? null
            : new Half(middle - 1, rows, Task.Run(() => Read(middle + next, values.AsSpan((int)place), columns)));
    }

    /// <summary>Reads rows to the end of the array.</summary>
    private (int End, int Rows) Read(int start, Span<double> values, int columns)
    {
        ReadOnlySpan<byte> text = file.Bytes.AsSpan(before);
        int rows = 0;
        int at = start;
        while (at < text.Length && text[at] == '[')
        {
            at = PlainNumbers.Row(text, at, values[(rows * columns)..], out int count);
            if (at < 0 || count != columns)
            {
                return (-1, 0);
            }

            rows++;
            at++;
            if (!PlainNumbers.IsFollowed(text, ref at))
            {
                return (at, rows);
            }
        }

        return (-1, 0);
    }

    /// <summary>The second half of the rows.</summary>
    /// <param name="Before">The byte of the closing bracket of the last row before it.</param>
    /// <param name="Rows">How many rows are before it.</param>
    /// <param name="Result">The byte of the array's closing bracket and the number of rows in this half; −1 if it holds anything but
    /// rows of numbers.</param>
    internal sealed record Half(int Before, int Rows, Task<(int End, int Rows)> Result);
}
