using System.Text.Json;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Reads fixtures. Nothing is corrected or guessed: what the format does not allow is refused, with its place in the
/// file.</summary>
/// <remarks>Numbers are correctly rounded to double precision; −0 and subnormal numbers keep their bits.</remarks>
public static class FixtureReader
{
    /// <summary>Reads a fixture from a file.</summary>
    /// <param name="path">The file; also the fixture's <see cref="Fixture.File"/>.</param>
    /// <exception cref="FixtureException">The file cannot be read, is larger than 256 MiB or is no fixture.</exception>
    public static Fixture Read(string path) => Read(InputFile.Read(path), path);

    /// <summary>Reads a fixture from memory.</summary>
    /// <param name="utf8">The file's bytes: UTF-8, with or without byte order mark.</param>
    /// <param name="file">The name that stands for the file in errors and in <see cref="Fixture.File"/>.</param>
    /// <exception cref="FixtureException">The bytes are no fixture.</exception>
    public static Fixture Read(ReadOnlySpan<byte> utf8, string file)
    {
        ReadOnlySpan<byte> text = FixtureText.Of(utf8, file);
        var cursor = new JsonCursor(text, file);
        try
        {
            return FixtureParts.Read(ref cursor, file);
        }
        catch (JsonException)
        {
            throw FaultLocation.Syntax(text, file, cursor.Offset);
        }
    }
}
