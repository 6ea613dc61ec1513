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
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        target = new FileInfo(target).LinkTarget is null ? target : File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
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

    // A file that is moved into its place would put an end to a device.
    private static bool IsDevice(string path)
        => !OperatingSystem.IsWindows() && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}
