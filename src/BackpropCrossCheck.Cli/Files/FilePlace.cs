using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Identifies a file, whether or not it exists yet. Two paths with the same place are the same file, however they are
/// spelt.</summary>
/// <param name="Identity">The file; if it does not exist yet, the nearest existing folder above it.</param>
/// <param name="Below">The rest of the path below that folder; empty if the file exists.</param>
internal readonly record struct FilePlace(FileIdentity Identity, string Below)
{
    private static readonly bool CaseMatters = !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS();

    /// <summary>The place of a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null for a device: it stores nothing that could be lost, so it may be read and written at once.</returns>
    public static FilePlace? Of(string path)
    {
        string full = Path.GetFullPath(path);
        return FileStatus.Of(full) is not { } status ? ToBe(PhysicalPath.Of(full))
            : status.IsDevice ? null
            : new FilePlace(status.Identity, string.Empty);
    }

    private static FilePlace ToBe(string physical)
    {
        for (string? folder = Path.GetDirectoryName(physical); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (FileStatus.Of(folder) is { } status)
            {
                return new FilePlace(status.Identity, Named(Path.GetRelativePath(folder, physical)));
            }
        }

        return new FilePlace(default, Named(physical));
    }

    private static string Named(string path) => CaseMatters ? path : path.ToUpperInvariant();
}
