using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads files of answers, JSON or CSV: JSON is what is called so, or begins as JSON does.</summary>
internal static class AnswerFileReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="precision">What answers in CSV were asked for; answers in JSON say it themselves.</param>
    /// <param name="limit">The most that is read of the file, in MiB.</param>
    /// <exception cref="FixtureException">The file cannot be read, or is neither, or does not fit the fixture.</exception>
    public static IReadOnlyList<ExpectedEntry> Read(
        string path, Fixture fixture, NumberPrecision precision, int limit = InputFile.DefaultLimit)
        => Read(InputFile.Read(path, limit), path, fixture, precision);

    /// <summary>Reads answers from memory.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="path">The name that stands for the file.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="precision">What answers in CSV were asked for.</param>
    /// <exception cref="FixtureException">The bytes are neither, or do not fit the fixture.</exception>
    public static IReadOnlyList<ExpectedEntry> Read(ReadOnlySpan<byte> bytes, string path, Fixture fixture, NumberPrecision precision)
    {
        ReadOnlySpan<byte> text = FixtureText.Of(bytes, path, "a file of answers");
        IReadOnlyList<ExpectedEntry> entries = IsJson(text, path)
            ? JsonAnswerReader.Read(text, path, fixture)
            : [CsvAnswerReader.Read(text, path, fixture, precision)];
        return entries.Count > 0
            ? entries
            : throw new FixtureException(path, "this array of answers is empty, so there is nothing to grade.", 1, 1, string.Empty);
    }

    /// <summary>Whether a file of answers is JSON: it is called so, or begins as JSON does.</summary>
    /// <param name="text">Its text, without byte order mark.</param>
    /// <param name="path">The file.</param>
    public static bool IsJson(ReadOnlySpan<byte> text, string path)
        => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}
