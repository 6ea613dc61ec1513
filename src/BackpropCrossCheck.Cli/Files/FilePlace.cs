using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Where a file is or will be: two paths with one place are one file, however they are spelt.</summary>
/// <param name="Identity">The file; where it is not there yet, the nearest folder above it that is.</param>
/// <param name="Below">The path below that folder; empty where the file is there.</param>
internal readonly record struct FilePlace(FileIdentity Identity, string Below)
{
    private static readonly bool CaseMatters = !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS();

    /// <summary>The place of a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null of a device: it keeps nothing that could be lost, and may be read and written at once.</returns>
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
