namespace BackpropCrossCheck.Cli.Files;

/// <summary>Writes files whole or not at all.</summary>
internal static class WholeFile
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Writes a file, and the folders above it. Until all of it is on the disk, what was there before stays.</summary>
    /// <param name="path">The file. A link is followed; a descriptor, a pipe or a device is written to as it is.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var place = OutputPlace.Of(path);
        if (place.IsStream)
        {
            using Stream stream = OpenStream(place);
            write(stream);
            return;
        }

        if (Directory.Exists(place.Path) || Path.EndsInDirectorySeparator(path))
        {
            throw new IOException("it is a folder.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place.Path)!);
        RefuseReadOnly(place.Path);
        PartFile.Write(place.Path, write);
    }

    /// <summary>Opens a file to write behind what it holds; a descriptor, a pipe or a device is written to as it is.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static Stream Append(string path)
    {
        var place = OutputPlace.Of(path);
        return place.IsStream ? OpenStream(place) : new FileStream(place.Path, FileMode.Append, FileAccess.Write);
    }

    private static Stream OpenStream(OutputPlace place) => place.Descriptor is { } descriptor
        ? new BufferedStream(new DescriptorStream(descriptor))
        : OpenAtItsEnd(place.Path);

    // The descriptor of another process may be a file.
    private static FileStream OpenAtItsEnd(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (stream.CanSeek)
        {
            stream.Seek(0, SeekOrigin.End);
        }

        return stream;
    }

    // To replace a file takes the right to write its folder only, and the administrator may do anything: what its owner has protected is
    // protected.
    private static void RefuseReadOnly(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        bool isProtected = OperatingSystem.IsWindows()
            ? (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0
            : (File.GetUnixFileMode(path) & AnyWrite) == 0;
        if (isProtected)
        {
            throw new UnauthorizedAccessException("it is there and must not be written over: it is read-only.");
        }

        using FileStream writable = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
