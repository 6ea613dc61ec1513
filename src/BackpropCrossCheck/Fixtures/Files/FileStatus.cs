namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>What the system says of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">Which one it is.</param>
internal sealed record FileStatus(FileKind Kind, FileIdentity Identity)
{
    /// <summary>True for a device or a socket: what is written goes elsewhere.</summary>
    public bool IsDevice => Kind is FileKind.Device or FileKind.BlockDevice or FileKind.Socket;

    /// <summary>Asks the system; links are followed.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null if there is no such file, or the system cannot be asked.</returns>
    public static FileStatus? Of(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() ? LinuxFile.Status(path)
                : OperatingSystem.IsMacOS() ? MacFile.Status(path)
                : OperatingSystem.IsWindows() ? WindowsFile.Status(path)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without the function tells nothing.
            return null;
        }
    }

    /// <summary>What the mode of a file of Unix says of its kind.</summary>
    /// <param name="mode">st_mode.</param>
    public static FileKind KindOf(int mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Folder,
        0x1000 => FileKind.Pipe,
        0x6000 => FileKind.BlockDevice,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };
}
