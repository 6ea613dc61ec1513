namespace BackpropCrossCheck.Fixtures;

/// <summary>A fixture cannot be used. The exception says where the fault is, what was found, what was expected, and what to do.</summary>
public sealed class FixtureException : Exception
{
    /// <summary>A fault in a file.</summary>
    /// <param name="file">The file, as given.</param>
    /// <param name="problem">What was found, what was expected and what to do, without the place.</param>
    /// <param name="line">The line, from 1; null if the fault has no place in the text.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="pointer">The JSON pointer (RFC 6901) of the faulty value; empty for the whole document.</param>
    /// <param name="inner">The exception that caused this one, if any.</param>
    public FixtureException(
        string file, string problem, int? line = null, int? column = null, string? pointer = null, Exception? inner = null)
        : base(Located(file, problem, line, column, pointer), inner)
    {
        File = file;
        Problem = problem;
        Line = line;
        Column = column;
        Pointer = pointer;
    }

    /// <summary>The file, as given.</summary>
    public string File { get; }

    /// <summary>The message without the place: what was found, what was expected, what to do.</summary>
    public string Problem { get; }

    /// <summary>The line, from 1; lines end with LF, CR LF or CR. Null if the file could not be read at all.</summary>
    public int? Line { get; }

    /// <summary>The column, from 1, counted in characters (Unicode scalar values; a byte order mark does not count). Null if
    /// <see cref="Line"/> is.</summary>
    public int? Column { get; }

    /// <summary>The JSON pointer (RFC 6901) of the faulty value; empty for the whole document, null if <see cref="Line"/> is.</summary>
    public string? Pointer { get; }

    private static string Located(string file, string problem, int? line, int? column, string? pointer)
    {
        string place = line is null ? file : $"{file}:{line}:{column}";
        return string.IsNullOrEmpty(pointer) ? $"{place}: {problem}" : $"{place} ({pointer}): {problem}";
    }
}
