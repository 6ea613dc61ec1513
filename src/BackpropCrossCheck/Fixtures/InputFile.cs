using System.Globalization;
using System.Security;
using BackpropCrossCheck.Fixtures.Files;
using BackpropCrossCheck.Fixtures.Reading;
using Microsoft.Win32.SafeHandles;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Reads the input files of all commands: fixtures, answers, baselines and reports. All of them are read in the same way, so that
/// no file can use up all memory or block for ever.</summary>
internal static class InputFile
{
    /// <summary>The default limit for the size of one file, in MiB.</summary>
    public const int DefaultLimit = 256;

    /// <summary>The largest possible limit, in MiB: an array cannot hold more.</summary>
    public const int LargestLimit = 2047;

    /// <summary>The option that sets the limit.</summary>
    public const string LimitOption = "--max-size";

    private const int SmallestPart = 4096;
    private const int LargestPiece = 1 << 14;

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file; "-" for standard input. Reading does not wait for a named pipe or a device, unless the
    /// caller has opened it for this program (/dev/stdin, /dev/fd/N).</param>
    /// <param name="limit">The limit in MiB, from 1 to <see cref="LargestLimit"/>.</param>
    /// <param name="what">What the file should be, for the message.</param>
    /// <exception cref="FixtureException">The file cannot be read, is not a regular file, or exceeds the limit.</exception>
    public static byte[] Read(string path, int limit = DefaultLimit, string what = "file")
        => ReadBelow(long.MaxValue, path, limit, what).Bytes!;

    /// <summary>The bytes of a file, or the file itself, open, if it is large and can be read more than once.</summary>
    /// <param name="large">The size in bytes that counts as large.</param>
    /// <param name="path">The file; "-" for standard input.</param>
    /// <param name="limit">The limit in MiB, from 1 to <see cref="LargestLimit"/>.</param>
    /// <param name="what">What the file should be, for the message.</param>
    /// <returns>One of the two; the caller disposes the file.</returns>
    /// <exception cref="FixtureException">The file cannot be read, is not a regular file, or exceeds the limit.</exception>
    public static (byte[]? Bytes, LargeFile? Large) ReadBelow(
        long large, string path, int limit = DefaultLimit, string what = "file")
    {
        if (path == StandardInput.Path)
        {
            return (StandardInput.Bytes(input => Read(input, 0, (long)limit << 20) ?? throw TooLarge(path, limit, what)), null);
        }

        FileKind? found = OperatingSystem.IsWindows() ? null : FileStatus.Of(path)?.Kind;
        if (Irregular(found) is { } kind && !IsOpenAlready(path))
        {
            throw Fault(
                path,
                what,
                FormattableString.Invariant(
                    $"this is {kind}, not a regular file of at most {limit} MiB. Write what it gives into a file, and name that."));
        }

        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path);
            if (found == FileKind.Regular && ReadSmall(file) is { } small)
            {
                return (small, null);
            }

            if (found == FileKind.Regular && RandomAccess.GetLength(file) is var length && length >= large && length <= (long)limit << 20)
            {
                var opened = new LargeFile(path, file);
                file = null;
                return (null, opened);
            }

            using var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
            return (Read(stream, stream.CanSeek ? stream.Length : 0, (long)limit << 20) ?? throw TooLarge(path, limit, what), null);
        }
        catch (Exception fault) when (IsOfReading(fault))
        {
            throw Fault(path, what, Reason(fault), fault);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>The bytes of a small regular file; null for any other, and if it cannot be read. <see cref="Read(string, int, string)"/>
    /// says why.</summary>
    /// <param name="path">The file.</param>
    public static byte[]? ReadSmall(string path)
    {
        if (path == StandardInput.Path || OperatingSystem.IsWindows() || FileStatus.Of(path)?.Kind != FileKind.Regular)
        {
            return null;
        }

        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            return ReadSmall(file);
        }
        catch (Exception fault) when (IsOfReading(fault))
        {
            return null;
        }
    }

    private static bool IsOfReading(Exception fault)
        => fault is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;

    private static FixtureException TooLarge(string path, int limit, string what) => Fault(path, what, string.Create(
        CultureInfo.InvariantCulture,
        $"it is larger than {limit} MiB, the most that is read of one file. Is it the right file? "
            + $"The option {LimitOption} of backprop-check raises the limit."));

    /// <summary>What a path leads to if that is neither a file nor a folder, with its article. Null otherwise, and if it is unknown. Links
    /// are followed.</summary>
    private static string? Irregular(FileKind? kind) => kind switch
    {
        FileKind.Pipe => "a named pipe",
        FileKind.Device => "a device",
        FileKind.BlockDevice => "a block device",
        FileKind.Socket => "a socket",
        FileKind.Regular or FileKind.Folder or null => null,
    };

    /// <summary>The bytes of a small file, read with one call to the system; thousands of fixtures are. Null if it is empty or large, or
    /// its length is not what the system says.</summary>
    private static byte[]? ReadSmall(SafeFileHandle file)
    {
        long length = RandomAccess.GetLength(file);
        if (length is 0 or >= LargestPiece)
        {
            return null;
        }

        // One byte more shows that the file has not grown.
        Span<byte> piece = stackalloc byte[LargestPiece];
        int count = RandomAccess.Read(file, piece[..((int)length + 1)], fileOffset: 0);
        return count == length ? piece[..count].ToArray() : null;
    }

    /// <summary>The whole content of a stream; null if it exceeds the limit.</summary>
    private static byte[]? Read(Stream file, long length, long most)
    {
        if (length > most)
        {
            return null;
        }

        byte[] bytes = new byte[length];
        int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

        // A stream with no length, or a wrong one, is read piece by piece.
        while (count == bytes.Length && file.ReadByte() is var next and >= 0)
        {
            if (count == most)
            {
                return null;
            }

            Array.Resize(ref bytes, (int)Math.Min(Math.Max(2L * count, SmallestPart), most));
            bytes[count++] = (byte)next;
            count += file.ReadAtLeast(bytes.AsSpan(count), bytes.Length - count, throwOnEndOfStream: false);
        }

        return count == bytes.Length ? bytes : bytes[..count];
    }

    private static bool IsOpenAlready(string path)
    {
        string full = Path.GetFullPath(path);
        return full == "/dev/stdin" || full.StartsWith("/dev/fd/", StringComparison.Ordinal)
            || full.StartsWith("/proc/self/fd/", StringComparison.Ordinal);
    }

    private static FixtureException Fault(string path, string what, string reason, Exception? inner = null)
        => new(path, $"the {what} cannot be read: {reason}", inner: inner);

    private static string Reason(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file. Check the path.",
        UnauthorizedAccessException => "it is a folder, or its permissions forbid it. Check the path and the permissions.",
        _ => fault.Message,
    };
}
