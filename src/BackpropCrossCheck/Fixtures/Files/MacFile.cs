using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>Files on macOS.</summary>
/// <remarks>stat(2). On Intel, the plain name stands for an older layout.</remarks>
internal static class MacFile
{
    /// <summary>The status of a file. Links are followed.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null if the file does not exist.</returns>
    public static FileStatus? Status(string path)
    {
        bool isIntel = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        return (isIntel ? AskOnIntel(path, out Answer answer) : Ask(path, out answer)) != 0 ? null
            : new FileStatus(FileStatus.KindOf(answer.Mode), new FileIdentity(answer.Device, answer.Inode));
    }

#pragma warning disable SYSLIB1054 // The generated alternative needs unsafe code.
    [DllImport("libc", EntryPoint = "stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out Answer answer);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int AskOnIntel([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out Answer answer);
#pragma warning restore SYSLIB1054

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Answer
    {
        [FieldOffset(0)]
        public readonly uint Device;

        [FieldOffset(4)]
        public readonly ushort Mode;

        [FieldOffset(8)]
        public readonly ulong Inode;
    }
}
