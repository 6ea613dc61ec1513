namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Converts a byte of the text to line, column and JSON pointer, once there is an error to report.</summary>
internal static class FaultLocation
{
    /// <summary>The error for a faulty content. Excessive nesting is reported first: such a file is not a fixture, whatever else is in
    /// it.</summary>
    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">The byte.</param>
    /// <param name="problem">What was found, what was expected, what to do.</param>
    public static FixtureException Fault(ReadOnlySpan<byte> text, string file, int offset, string problem)
        => new SyntaxScanner(text).Find() is { IsDepth: true } deep
            ? Located(text, file, deep.Offset, deep.Problem)
            : Located(text, file, offset, problem);

    /// <summary>The error for a text that is not JSON.</summary>
    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <param name="file">The file.</param>
    /// <param name="near">The byte at which reading stopped.</param>
    public static FixtureException Syntax(ReadOnlySpan<byte> text, string file, int near)
        => new SyntaxScanner(text).Find() is { } fault
            ? Located(text, file, fault.Offset, fault.Problem)
            : Located(text, file, near, "this is not JSON (RFC 8259) here.");

    /// <summary>An error at a byte.</summary>
    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">The byte.</param>
    /// <param name="problem">What was found, what was expected, what to do.</param>
    public static FixtureException Located(ReadOnlySpan<byte> text, string file, int offset, string problem)
    {
        var place = TextPosition.At(text, offset);
        return new FixtureException(file, problem, place.Line, place.Column, JsonPointer.At(text, offset));
    }
}
