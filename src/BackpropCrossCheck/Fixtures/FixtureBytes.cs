using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Fixtures;

/// <summary>The bytes of a fixture's file. Those of a large file are not kept: whoever needs them later, for the place of a number or a
/// digest, has them read again.</summary>
internal sealed class FixtureBytes
{
    /// <summary>Files from this size on are not kept.</summary>
    private const int Large = 1 << 23;

    private readonly string _path;
    private readonly int _limit;
    private readonly byte[]? _kept;
    private readonly LargeFile? _large;

    private FixtureBytes(string path, int limit, byte[]? kept, LargeFile? large)
        => (_path, _limit, _kept, _large) = (path, limit, kept, large);

    /// <summary>The bytes.</summary>
    /// <exception cref="FixtureException">The file was not kept, and has changed or cannot be read any more.</exception>
    public ReadOnlySpan<byte> Span => _kept ?? Again();

    /// <summary>Bytes that are there.</summary>
    /// <param name="bytes">The bytes.</param>
    public static FixtureBytes Of(byte[] bytes) => new(string.Empty, 0, bytes, null);

    /// <summary>Reads a file and the fixture in it.</summary>
    /// <param name="path">The file; "-" for standard input.</param>
    /// <param name="limit">The limit in MiB.</param>
    /// <exception cref="FixtureException">The file cannot be read, exceeds the limit, or is not a valid fixture.</exception>
    public static (Fixture Fixture, FixtureBytes Bytes) Read(string path, int limit)
    {
        (byte[]? bytes, LargeFile? large) = InputFile.ReadBelow(Large, path, limit);
        if (bytes is not null)
        {
            return (FixtureReader.Read(bytes, path), Of(bytes));
        }

        using LargeFile file = large!;
        return (FixtureReader.Read(file.Read(), path, file), new FixtureBytes(path, limit, null, file));
    }

    private byte[] Again()
    {
        byte[] bytes = InputFile.Read(_path, _limit);
        return _large!.IsUnchanged(_path) ? bytes : throw LargeFile.Changed(_path);
    }
}
