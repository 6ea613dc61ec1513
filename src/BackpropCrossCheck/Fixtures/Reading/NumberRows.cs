namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>An array of rows of numbers, as read.</summary>
/// <param name="Values">The numbers, row-major.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">How many numbers a row has.</param>
/// <param name="Offset">The byte where the array begins.</param>
internal readonly record struct NumberRows(double[] Values, int Rows, int Columns, int Offset)
{
    /// <summary>Whether each row is one number without brackets: the class of a sample.</summary>
    public bool AreClasses { get; init; }

    /// <summary>The byte where the first row begins.</summary>
    /// <param name="text">The text from which it was read.</param>
    public int FirstRowOffset(ReadOnlySpan<byte> text) => ArrayText.Element(text, Offset, 0);

    /// <summary>The byte where a number begins.</summary>
    /// <param name="text">The text from which it was read.</param>
    /// <param name="index">The number's row-major index.</param>
    public int NumberOffset(ReadOnlySpan<byte> text, int index) => AreClasses
        ? ArrayText.Element(text, Offset, index)
        : ArrayText.Number(text, Offset, index / Columns, index % Columns);
}
