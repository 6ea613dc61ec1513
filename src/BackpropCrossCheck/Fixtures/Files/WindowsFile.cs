using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>Files on Windows.</summary>
/// <remarks>GetFileInformationByHandle: volume and file index.</remarks>
internal static class WindowsFile
{
    private const uint EveryShare = 7;
    private const uint OpenExisting = 3;
    private const uint FoldersToo = 0x0200_0000;
    private const uint IsFolder = 0x10;
    private const uint IsPipe = 3;

    /// <summary>The status of a file. Links are followed.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null if the file does not exist.</returns>
    public static FileStatus? Status(string path)
    {
        // No access is requested, because a file that may not be read has an identity too.
        using SafeFileHandle handle = Open(path, 0, EveryShare, 0, OpenExisting, FoldersToo, 0);
        return handle.IsInvalid ? null
            : !Ask(handle, out Answer answer) ? new FileStatus(KindOf(handle) == IsPipe ? FileKind.Pipe : FileKind.Device, default)
            : new FileStatus(
                (answer.Attributes & IsFolder) != 0 ? FileKind.Folder : FileKind.Regular,
                new FileIdentity(answer.Volume, ((ulong)answer.IndexHigh << 32) | answer.IndexLow));
    }

#pragma warning disable SYSLIB1054 // The generated alternative needs unsafe code.
    [DllImport("kernel32", EntryPoint = "CreateFileW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle Open(
        string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [DllImport("kernel32", EntryPoint = "GetFileInformationByHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool Ask(SafeFileHandle handle, out Answer answer);

    [DllImport("kernel32", EntryPoint = "GetFileType")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint KindOf(SafeFileHandle handle);
#pragma warning restore SYSLIB1054

    [StructLayout(LayoutKind.Explicit, Size = 52)]
    private readonly struct Answer
    {
        [FieldOffset(0)]
        public readonly uint Attributes;

        [FieldOffset(28)]
        public readonly uint Volume;

        [FieldOffset(44)]
        public readonly uint IndexHigh;

        [FieldOffset(48)]
        public readonly uint IndexLow;
    }
}
