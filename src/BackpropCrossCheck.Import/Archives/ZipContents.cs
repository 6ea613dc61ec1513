using System.IO.Compression;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Import.Archives;

/// <summary>The entries of a zip archive. All entries that are read may unpack to a limited size together, whatever the archive
/// declares.</summary>
internal sealed class ZipContents : IDisposable
{
    private readonly string _file;
    private readonly int _limit;
    private readonly ZipArchive _archive;
    private long _left;

    /// <summary>Opens an archive.</summary>
    /// <param name="bytes">The archive.</param>
    /// <param name="file">The file it comes from.</param>
    /// <param name="what">What the file should be, with an article.</param>
    /// <param name="limit">How much is unpacked at most, in MiB.</param>
    /// <exception cref="FixtureException">This is no zip archive.</exception>
    public ZipContents(byte[] bytes, string file, string what, int limit)
    {
        _file = file;
        _limit = limit;
        _left = (long)limit << 20;
        try
        {
            _archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            Names = [.. _archive.Entries.Select(entry => entry.FullName)];
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new FixtureException(
                file, $"{what} is a zip archive, and this file is none, or is damaged or cut off: {fault.Message}", inner: fault);
        }
    }

    /// <summary>The names of the entries.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>An entry, unpacked.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null if there is none of that name.</returns>
    /// <exception cref="FixtureException">The entry is damaged, occurs twice, or unpacks to more than the limit.</exception>
    public byte[]? Read(string name)
    {
        ZipArchiveEntry[] entries = [.. _archive.Entries.Where(entry => entry.FullName == name)];
        if (entries.Length > 1)
        {
            throw new FixtureException(_file, $"the archive has {entries.Length} entries of the name {Wording.Quote(name)}.");
        }

        try
        {
            return entries.Length == 0 ? null : Unpack(entries[0]);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException)
        {
            throw new FixtureException(_file, $"the entry {Wording.Quote(name)} cannot be unpacked: {fault.Message}", inner: fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private byte[] Unpack(ZipArchiveEntry entry)
    {
        using Stream packed = entry.Open();
        using var unpacked = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int count; (count = packed.Read(part)) > 0;)
        {
            _left -= count;
            if (_left < 0)
            {
                throw new FixtureException(
                    _file,
                    $"the archive unpacks to more than {_limit} MiB, at the entry {Wording.Quote(entry.FullName)}. "
                        + $"Is it the right file? {InputFile.LimitOption} raises the limit.");
            }

            unpacked.Write(part, 0, count);
        }

        return unpacked.ToArray();
    }
}
