namespace BackpropCrossCheck.Cli.Files;

/// <summary>What the system says of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">Which one it is.</param>
internal sealed record FileStatus(FileKind Kind, FileIdentity Identity)
{
    /// <summary>Asks the system; links are followed.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>Null where there is no such file, and on systems that are not asked.</returns>
    public static FileStatus? Of(string path)
        => OperatingSystem.IsLinux() ? LinuxFile.Status(path)
            : OperatingSystem.IsMacOS() ? MacFile.Status(path)
            : OperatingSystem.IsWindows() ? WindowsFile.Status(path)
            : null;

    /// <summary>What the mode of a file of Unix says of its kind.</summary>
    /// <param name="mode">st_mode.</param>
    public static FileKind KindOf(int mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Folder,
        0x1000 => FileKind.Pipe,
        _ => FileKind.Device,
    };
}
