using System.Runtime.InteropServices;
using System.Text;

namespace BackpropCrossCheck.Fixtures;

/// <summary>What a path leads to. .NET does not tell a named pipe from a file, and to open one may take for ever.</summary>
internal static class FileKind
{
    private const int CurrentFolder = -100;
    private const uint ModeWanted = 1;
    private const int LinuxMode = 28;
    private const int AppleMode = 4;

    /// <summary>What a path leads to where that is neither a file nor a folder, with its article: "a named pipe". Null otherwise, and where it cannot be told. Links are
    /// followed.</summary>
    /// <param name="path">The path.</param>
    public static string? Irregular(string path) => (Mode(path) & 0xF000) switch
    {
        0x1000 => "a named pipe",
        0x2000 => "a device",
        0x6000 => "a block device",
        0xC000 => "a socket",
        _ => null,
    };

    private static int Mode(string path)
    {
        byte[] name = [.. Encoding.UTF8.GetBytes(path), 0];
        byte[] status = new byte[512];
        try
        {
            return OperatingSystem.IsLinux() ? (statx(CurrentFolder, name, 0, ModeWanted, status) == 0 ? BitConverter.ToUInt16(status, LinuxMode) : 0)
                : !OperatingSystem.IsMacOS() ? 0
                : (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? stat(name, status) : stat64(name, status)) == 0 ? BitConverter.ToUInt16(status, AppleMode)
                : 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without the function: what is read is bounded all the same.
            return 0;
        }
    }

    // The names and the layouts are those of the systems' interfaces: statx(2) on Linux, stat(2) with 64-bit inodes on macOS.
#pragma warning disable IDE1006, SA1300 // Named as in C.
    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int stat(byte[] path, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "stat$INODE64", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int stat64(byte[] path, [Out] byte[] status);
#pragma warning restore IDE1006, SA1300
}
