namespace BackpropCrossCheck.Cli;

/// <summary>Writes files whole or not at all; the folders above them are made.</summary>
internal static class OutputFile
{
    /// <summary>Whether a fault means that a file cannot be written, and not that the program is wrong.</summary>
    /// <param name="fault">The fault.</param>
    public static bool IsUnwritable(Exception fault) => fault is IOException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what is in it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string part = $"{target}.{Environment.ProcessId}.part";
        try
        {
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
            }

            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
