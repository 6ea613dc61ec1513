using System.Runtime.InteropServices;
using System.Text;

namespace BackpropCrossCheck.Fixtures.Files;

/// <summary>Files on Linux.</summary>
/// <remarks>statx(2) has the same layout on every processor; stat(2) does not.</remarks>
internal static unsafe class LinuxFile
{
    private const int WorkingFolder = -100;
    private const uint TypeAndInode = 0x101;

    /// <summary>The status of a file. Links are followed.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null if the file does not exist.</returns>
    public static FileStatus? Status(string path)
    {
        // A string would be converted by code that is compiled at run time, and every start asks for two files.
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* first = name)
        {
            Answer answer;
            return CLibrary.Status(WorkingFolder, first, 0, TypeAndInode, (byte*)&answer) != 0 ? null
                : new FileStatus(
                    FileStatus.KindOf(answer.Mode), new FileIdentity(((ulong)answer.DeviceMajor << 32) | answer.DeviceMinor, answer.Inode));
        }
    }

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
