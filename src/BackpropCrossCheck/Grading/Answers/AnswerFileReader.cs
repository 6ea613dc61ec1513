using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads answer files in JSON or CSV. A file is JSON if its name or its first character says so.</summary>
internal static class AnswerFileReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="precision">The precision that answers in CSV were asked for with; answers in JSON state it themselves.</param>
    /// <param name="limit">How much of the file is read at most, in MiB.</param>
    /// <exception cref="FixtureException">The file cannot be read, has neither format, or does not match the fixture.</exception>
    public static IReadOnlyList<ReadAnswer> Read(
        string path, Fixture fixture, NumberPrecision precision, int limit = InputFile.DefaultLimit)
        => Read(InputFile.Read(path, limit), path, fixture, precision);

    /// <summary>Reads answers from memory.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="path">The name to use for the file.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="precision">The precision that answers in CSV were asked for with.</param>
    /// <param name="negativeDeltas">Whether δ in CSV is −∂L/∂a; answers in JSON state it themselves.</param>
    /// <exception cref="FixtureException">The bytes have neither format, or do not match the fixture.</exception>
    public static IReadOnlyList<ReadAnswer> Read(
        ReadOnlySpan<byte> bytes, string path, Fixture fixture, NumberPrecision precision, bool negativeDeltas = false)
    {
        ReadOnlySpan<byte> text = AnswerText.Of(bytes, path);
        IReadOnlyList<ReadAnswer> answers = IsJson(text, path)
            ? [.. JsonAnswerReader.Read(text, path, fixture).Select(entry => new ReadAnswer(entry))]
            : [OfCsv(WithNote(CsvAnswerReader.Read(text, path, fixture, precision), AnswerText.NoteOf(bytes, path)), negativeDeltas)];
        return answers.Count > 0
            ? answers
            : throw new FixtureException(path, "this array of answers is empty, so there is nothing to grade.", 1, 1, string.Empty);
    }

    private static ReadAnswer WithNote(ReadAnswer answer, AnswerNote? note)
        => note is null ? answer
            : answer with { Notes = [.. answer.Notes.Append(note).OrderBy(each => each.Line).ThenBy(each => each.Column)] };

    private static ReadAnswer OfCsv(ReadAnswer answer, bool negativeDeltas)
        => negativeDeltas ? answer with { Entry = answer.Entry.WithNegativeDeltas() } : answer;

    /// <summary>Whether an answer file is JSON: its name or its first character says so.</summary>
    /// <param name="text">Its text, without a byte order mark.</param>
    /// <param name="path">The file.</param>
    public static bool IsJson(ReadOnlySpan<byte> text, string path)
        => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}
