using System.Text.Json;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Reads fixtures, without correcting or guessing anything: whatever the format does not allow is rejected, with its place in the
/// file.</summary>
/// <remarks>Numbers are rounded correctly to double precision; −0 and subnormal numbers keep their bits.</remarks>
public static class FixtureReader
{
    /// <summary>Reads a fixture from a file.</summary>
    /// <param name="path">The file; also the fixture's <see cref="Fixture.File"/>.</param>
    /// <exception cref="FixtureException">The file cannot be read, is larger than 256 MiB, or is not a valid fixture.</exception>
    public static Fixture Read(string path)
    {
        // Only a command line means standard input by this name.
        byte[] bytes = InputFile.Read(path == StandardInput.Path ? $"./{path}" : path);
        return Read(bytes, path);
    }

    /// <summary>Reads a fixture from memory.</summary>
    /// <param name="utf8">The file's bytes: UTF-8, with or without a byte order mark.</param>
    /// <param name="file">The file name for errors and for <see cref="Fixture.File"/>.</param>
    /// <exception cref="FixtureException">The bytes are not a valid fixture.</exception>
    public static Fixture Read(ReadOnlySpan<byte> utf8, string file) => Read(utf8, file, null);

    /// <summary>Reads a fixture from memory that goes back to the system on the way.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="file">The file name.</param>
    /// <param name="large">What takes them back; null to keep them.</param>
    /// <exception cref="FixtureException">The bytes are not a valid fixture.</exception>
    internal static Fixture Read(ReadOnlySpan<byte> utf8, string file, LargeFile? large)
    {
        ReadOnlySpan<byte> text = FixtureText.Of(utf8, file);
        var cursor = new JsonCursor(text, file, large is null ? default : new PassedText(large, utf8.Length - text.Length));
        try
        {
            return FixtureParts.Read(ref cursor, file);
        }
        catch (JsonException)
        {
            throw FaultLocation.Syntax(cursor.Text, file, cursor.Offset);
        }
    }
}
