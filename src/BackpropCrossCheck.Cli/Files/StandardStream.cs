using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Standard output or standard error. If it stops accepting text, it remembers why, and the rest of the run goes on, including its
/// reports.</summary>
internal sealed class StandardStream : OutputStream
{
    private const int CloseOnExec = 1;

    private readonly Stream _inner;

    private StandardStream(Stream inner, string? fault)
    {
        _inner = inner;
        Fault = fault;
    }

    /// <summary>Why some of the text was not written; null if all of it was.</summary>
    public string? Fault { get; private set; }

    /// <summary>Standard output.</summary>
    public static StandardStream Output() => IsClosed(1) ? new(Null, "it is closed")
        : new(OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : Descriptor(1), null);

    /// <summary>Standard error.</summary>
    public static StandardStream Error() => IsClosed(2) ? new(Null, "it is closed")
        : new(OperatingSystem.IsWindows() ? Console.OpenStandardError() : Descriptor(2), null);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Fault is not null)
        {
            return;
        }

        try
        {
            _inner.Write(buffer);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = fault.Message;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // The console's streams buffer nothing.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // The console's own streams write just like this, but first set up the whole console: encodings, the terminal, its cursor.
    private static DescriptorStream Descriptor(int number) => new(number) { MayLoseReader = true };

    /// <summary>A closed descriptor's number does not stay free: the runtime opens a file of its own, which gets it. The close-on-exec flag
    /// tells the two apart, because an inherited descriptor never has it.</summary>
    private static bool IsClosed(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        int flags = CLibrary.FlagsOf(descriptor);
        return flags < 0 || (flags & CloseOnExec) != 0;
    }
}
