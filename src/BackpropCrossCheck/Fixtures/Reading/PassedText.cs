namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>The part of a text that has been read. If it is that of a large file, its memory goes back to the system.</summary>
/// <param name="file">The file; null if the text is kept.</param>
/// <param name="before">How many bytes the file has before the text: its byte order mark.</param>
internal readonly struct PassedText(LargeFile? file, int before)
{
    /// <summary>Says that nobody needs the text before a byte any more, errors aside.</summary>
    /// <param name="offset">The byte.</param>
    public void GiveBack(int offset) => file?.GiveBack(before + offset);

    /// <summary>Keeps everything that is still there: somebody will come back to it.</summary>
    public void KeepRest() => file?.KeepRest();

    /// <summary>Has the second half of a large array's rows read on another thread.</summary>
    /// <inheritdoc cref="RowsOnTwoThreads.Begin"/>
    public RowsOnTwoThreads.Half? BeginHalf(ReadOnlySpan<byte> text, int first, int second, double[] values, int columns)
        => file is null ? null : new RowsOnTwoThreads(file, before).Begin(text, first, second, values, columns);

    /// <summary>Makes sure that the text from a byte on is there.</summary>
    /// <param name="offset">The byte.</param>
    /// <exception cref="FixtureException">It is not, and the file has changed or cannot be read any more.</exception>
    public void Need(int offset) => file?.Need(before + offset);
}
