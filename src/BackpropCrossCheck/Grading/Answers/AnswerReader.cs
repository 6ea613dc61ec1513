using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads files of answers, JSON or CSV: JSON is what is called so, or begins as JSON does.</summary>
internal static class AnswerReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="precision">What answers in CSV were asked for; answers in JSON say it themselves.</param>
    /// <exception cref="FixtureException">The file cannot be read, or is neither, or does not fit the fixture.</exception>
    public static IReadOnlyList<ExpectedEntry> Read(string path, Fixture fixture, NumberPrecision precision)
    {
        byte[] bytes = FixtureReader.ReadBytes(path);
        ReadOnlySpan<byte> text = FixtureText.Of(bytes, path, "a file of answers");
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
            ? JsonAnswerReader.Read(text, path, fixture)
            : [CsvAnswerReader.Read(text, path, fixture, precision)];
    }
}
