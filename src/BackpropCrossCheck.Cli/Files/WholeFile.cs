namespace BackpropCrossCheck.Cli.Files;

/// <summary>Writes files whole or not at all.</summary>
internal static class WholeFile
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Writes a file, and creates its folder if needed. The old content stays until all of the new one is on the disk.</summary>
    /// <param name="path">The file. A link is followed; a descriptor, a pipe or a device is written to directly.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing the file is not allowed.</exception>
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

    /// <summary>Opens a file for appending; a descriptor, a pipe or a device is written to directly.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing the file is not allowed.</exception>
    public static Stream Append(string path)
    {
        var place = OutputPlace.Of(path);
        return place.IsStream ? OpenStream(place) : new FileStream(place.Path, FileMode.Append, FileAccess.Write);
    }

    private static Stream OpenStream(OutputPlace place) => place.Descriptor is { } descriptor
        ? new BufferedStream(new DescriptorStream(descriptor))
        : OpenAtItsEnd(place.Path);

    // Another process's descriptor may be a file.
    private static FileStream OpenAtItsEnd(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (stream.CanSeek)
        {
            stream.Seek(0, SeekOrigin.End);
        }

        return stream;
    }

    // Replacing a file needs only the right to write to its folder, and an administrator may do anything. A file that its owner made
    // read-only must stay as it is all the same.
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
            throw new UnauthorizedAccessException("it must not be overwritten: it is read-only.");
        }

        using FileStream writable = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
