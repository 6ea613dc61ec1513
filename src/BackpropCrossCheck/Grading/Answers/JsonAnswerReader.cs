using System.Text.Json;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads answers from JSON: an entry as in a fixture's <c>expected</c>, an array of entries, or an object whose <c>expected</c> is
/// such an array.</summary>
internal static class JsonAnswerReader
{
    private static readonly FieldTable Wrapper = new("answers", 1, "expected");

    /// <summary>Reads the answers.</summary>
    /// <param name="text">Valid UTF-8 without a byte order mark.</param>
    /// <param name="file">The file, for errors.</param>
    /// <param name="fixture">The fixture.</param>
    /// <exception cref="FixtureException">The file is not JSON of one of these forms, or gives numbers that the fixture does not
    /// have.</exception>
    public static IReadOnlyList<ExpectedEntry> Read(ReadOnlySpan<byte> text, string file, Fixture fixture)
    {
        var cursor = new JsonCursor(text, file);
        var reader = new ExpectedReader(fixture.Layout, fixture.Loss);
        try
        {
            cursor.Read();
            IReadOnlyList<ExpectedEntry> entries = Entries(ref cursor, reader);
            cursor.Read();
            reader.RequireTraining(ref cursor, fixture.Training);
            return entries;
        }
        catch (JsonException)
        {
            throw FaultLocation.Syntax(text, file, cursor.Offset);
        }
    }

    private static IReadOnlyList<ExpectedEntry> Entries(ref JsonCursor cursor, ExpectedReader reader)
    {
        if (cursor.Kind == JsonTokenType.StartArray)
        {
            return reader.Read(ref cursor);
        }

        cursor.RequireObject("an object or an array: the answers of one person or of several");
        return IsWrapper(cursor) ? Wrapped(ref cursor, reader) : [reader.ReadEntry(ref cursor)];
    }

    /// <summary>Whether the object at the cursor has the field expected. The cursor is a copy and moves independently.</summary>
    private static bool IsWrapper(JsonCursor cursor)
    {
        while (cursor.Read() && cursor.Kind == JsonTokenType.PropertyName)
        {
            if (cursor.Written.SequenceEqual("expected"u8))
            {
                return true;
            }

            cursor.Read();
            cursor.Skip();
        }

        return false;
    }

    private static IReadOnlyList<ExpectedEntry> Wrapped(ref JsonCursor cursor, ExpectedReader reader)
    {
        IReadOnlyList<ExpectedEntry> entries = [];
        FieldMarks met = default;
        while (cursor.NextField(Wrapper, ref met, out _))
        {
            entries = reader.Read(ref cursor);
        }

        return entries;
    }
}
