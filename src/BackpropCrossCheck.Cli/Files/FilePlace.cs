using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Identifies a file, whether or not it exists yet. Two paths with the same place are the same file, however they are
/// spelt.</summary>
/// <param name="Identity">The file; if it does not exist yet, the nearest existing folder above it.</param>
/// <param name="Below">The rest of the path below that folder; empty if the file exists.</param>
/// <remarks>A class that compares itself: a dictionary of structures, and the comparison that comes with a record, would be compiled at
/// every start whose output goes to a file.</remarks>
internal sealed record FilePlace(FileIdentity Identity, string Below)
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

    /// <summary>Whether two places are the same.</summary>
    /// <param name="other">The other place.</param>
    public bool Equals(FilePlace? other)
        => other is not null && Identity.Volume == other.Identity.Volume && Identity.Number == other.Identity.Number
            && Below == other.Below;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Identity.Volume, Identity.Number) ^ Below.GetHashCode(StringComparison.Ordinal);

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
