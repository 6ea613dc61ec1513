using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>Files on Linux.</summary>
/// <remarks>statx(2) has the same layout on every processor; stat(2) does not.</remarks>
internal static class LinuxFile
{
    private const int WorkingFolder = -100;
    private const uint TypeAndInode = 0x101;

    /// <summary>The status of a file. Links are followed.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null if the file does not exist.</returns>
    public static FileStatus? Status(string path)
        => Ask(WorkingFolder, path, 0, TypeAndInode, out Answer answer) != 0 ? null
            : new FileStatus(
                FileStatus.KindOf(answer.Mode), new FileIdentity(((ulong)answer.DeviceMajor << 32) | answer.DeviceMinor, answer.Inode));

#pragma warning disable SYSLIB1054 // The generated alternative needs unsafe code.
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, out Answer answer);
#pragma warning restore SYSLIB1054

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Answer
    {
        [FieldOffset(28)]
        public readonly ushort Mode;

        [FieldOffset(32)]
        public readonly ulong Inode;

        [FieldOffset(136)]
        public readonly uint DeviceMajor;

        [FieldOffset(140)]
        public readonly uint DeviceMinor;
    }
}
