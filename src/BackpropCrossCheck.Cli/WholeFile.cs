namespace BackpropCrossCheck.Cli;

/// <summary>Writes files whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file, and the folders above it. Until all of it is on the disk, what was there before stays.</summary>
    /// <param name="path">The file. A link is followed; a device or pipe under /dev or /proc is written to as it is.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string target = Place(path);
        if (IsDevice(target))
        {
            using var device = new FileStream(Path.GetFullPath(path), FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        // Two programs, on two machines perhaps, may write the same file at once; each has a part of its own.
        string part = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Refuses to write over what a command reads.</summary>
    /// <param name="written">What asks for a file, as the user wrote it, and that file.</param>
    /// <param name="read">The files that are read.</param>
    /// <exception cref="UsageException">A file is one of them, perhaps by way of a link.</exception>
    public static void RefuseToReplace(IReadOnlyList<(string Option, string Path)> written, IEnumerable<string> read)
    {
        if (written.Count == 0)
        {
            return;
        }

        HashSet<string> places = [.. read.Select(KnownPlace)];
        foreach ((string option, string path) in written)
        {
            if (places.Contains(KnownPlace(path)))
            {
                throw new UsageException($"{option}: it would take the place of a file that is read here. Give it another path.");
            }
        }
    }

    // Who asks where a link leads to that leads nowhere is told when it is read or written.
    private static string KnownPlace(string path)
    {
        try
        {
            return Place(path);
        }
        catch (IOException)
        {
            return Path.GetFullPath(path);
        }
    }

    private static string Place(string path)
    {
        string full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    // A file that is moved into its place would put an end to a device.
    private static bool IsDevice(string path)
        => !OperatingSystem.IsWindows() && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}
