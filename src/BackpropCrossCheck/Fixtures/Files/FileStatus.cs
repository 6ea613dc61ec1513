namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>The system's information about a file.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Identity">Its identity.</param>
internal sealed record FileStatus(FileKind Kind, FileIdentity Identity)
{
    /// <summary>True for a device or a socket: whatever is written goes elsewhere.</summary>
    public bool IsDevice => Kind is FileKind.Device or FileKind.BlockDevice or FileKind.Socket;

    /// <summary>Asks the system. Links are followed.</summary>
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
            // The C library lacks the function, so nothing is known.
            return null;
        }
    }

    /// <summary>The kind of a file according to its Unix mode.</summary>
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
