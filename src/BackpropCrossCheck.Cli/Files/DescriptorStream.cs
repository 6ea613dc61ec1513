using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Writes to a descriptor inherited by this process. It appends to what other writers wrote, and does not close it. Opening a path
/// such as /dev/fd/3 again would start at the beginning of the file.</summary>
/// <param name="descriptor">The descriptor's number.</param>
internal sealed class DescriptorStream(int descriptor) : OutputStream
{
    private const int Interrupted = 4;
    private const int TryAgainOnLinux = 11;
    private const int TryAgainOnMac = 35;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written = Write(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            int fault = written < 0 ? Marshal.GetLastPInvokeError() : 0;
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

#pragma warning disable SYSLIB1054 // The generated alternative needs unsafe code.
    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int descriptor, ref byte buffer, nint count);
#pragma warning restore SYSLIB1054
}
