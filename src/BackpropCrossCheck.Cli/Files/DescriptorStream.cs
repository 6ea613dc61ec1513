using System.Runtime.InteropServices;
using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Writes to a descriptor inherited by this process. It appends to what other writers wrote, and does not close it. Opening a path
/// such as /dev/fd/3 again would start at the beginning of the file.</summary>
/// <param name="descriptor">The descriptor's number.</param>
internal sealed unsafe class DescriptorStream(int descriptor) : OutputStream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const int TryAgainOnLinux = 11;
    private const int TryAgainOnMac = 35;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether it is no error if the reader at the other end of a pipe has gone: it has read what it wanted.</summary>
    public bool MayLoseReader { get; init; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            // Nearly every write succeeds at once. The one that keeps the error needs code that is compiled at run time.
            nint written = buffer.IsEmpty ? 0 : CLibrary.Write(descriptor, first, buffer.Length);
            WriteRest(buffer[Math.Max(0, (int)written)..]);
        }
    }

    private void WriteRest(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* first = buffer)
            {
                written = Write(descriptor, first, buffer.Length);
            }

            int fault = written < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (fault == BrokenPipe && MayLoseReader)
            {
                return;
            }

            if (fault is TryAgainOnLinux or TryAgainOnMac)
            {
                Thread.Sleep(Pause);
            }
            else if (fault is not 0 and not Interrupted)
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(fault));
            }

            buffer = buffer[Math.Max(0, (int)written)..];
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is buffered.
    }

#pragma warning disable SYSLIB1054 // Nothing has to be converted, so the generated alternative would be the same.
    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int descriptor, byte* buffer, nint count);
#pragma warning restore SYSLIB1054
}
