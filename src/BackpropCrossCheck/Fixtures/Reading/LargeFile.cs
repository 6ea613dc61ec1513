using BackpropCrossCheck.Fixtures.Files;
using Microsoft.Win32.SafeHandles;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>A large file that is read from its beginning to its end once. What has been read is given back to the system on the way, so
/// that the text and the numbers in it are never in memory together. An error needs the whole text again, to name its place; it is read
/// again then.</summary>
internal sealed class LargeFile : IDisposable
{
    /// <summary>How much is given back at a time.</summary>
    private const int Portion = 1 << 22;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly long _length;
    private readonly DateTime _written;
    private int _gone;
    private bool _keepsRest;

    /// <summary>A file that can be read more than once.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="file">The file, open; disposed with this.</param>
    public LargeFile(string path, SafeFileHandle file)
        => (_path, _file, _length, _written) = (path, file, RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));

    /// <summary>The bytes, once they have been read.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>The error for a file that somebody changes meanwhile.</summary>
    /// <param name="path">The file.</param>
    public static FixtureException Changed(string path)
        => new(path, "the file was changed while it was read. Run the check again when nobody is writing to it.");

    /// <summary>The bytes of the file. They are there until they are given back.</summary>
    /// <exception cref="FixtureException">The file cannot be read.</exception>
    public byte[] Read()
    {
        Bytes = GC.AllocateUninitializedArray<byte>((int)_length, pinned: true);
        MemoryAdvice.UseLargePages(Bytes);
        Fill(Bytes.Length);
        return Bytes;
    }

    /// <summary>Says that nobody needs the bytes before a place any more, errors aside.</summary>
    /// <param name="place">The first byte that is still needed.</param>
    public void GiveBack(int place)
    {
        if (!_keepsRest && place - _gone >= Portion)
        {
            MemoryAdvice.GiveBack(Bytes, _gone, place);
            _gone = place;
        }
    }

    /// <summary>Keeps everything that is still there.</summary>
    public void KeepRest() => _keepsRest = true;

    /// <summary>Makes sure that the bytes from a place on are there. If they have to be read again, all of them stay.</summary>
    /// <param name="place">The first of them.</param>
    /// <exception cref="FixtureException">They are not, and the file has changed or cannot be read any more.</exception>
    public void Need(int place)
    {
        if (place < _gone)
        {
            Fill(_gone);
            (_gone, _keepsRest) = (0, true);
        }
    }

    /// <summary>Whether the file is still the one that was read.</summary>
    /// <param name="path">The file.</param>
    public bool IsUnchanged(string path)
        => new FileInfo(path) is { Exists: true } now && now.Length == _length && now.LastWriteTimeUtc == _written;

    /// <inheritdoc/>
    public void Dispose()
    {
        MemoryAdvice.GiveBack(Bytes, 0, Bytes.Length);
        Bytes = [];
        _file.Dispose();
    }

    private void Fill(int count)
    {
        int filled = 0;
        try
        {
            for (int read = 1; filled < count && read > 0; filled += read)
            {
                read = RandomAccess.Read(_file, Bytes.AsSpan(filled, count - filled), filled);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FixtureException(_path, $"the file cannot be read: {fault.Message}", inner: fault);
        }

        if (filled < count || RandomAccess.GetLength(_file) != _length || File.GetLastWriteTimeUtc(_file) != _written)
        {
            throw Changed(_path);
        }
    }
}
