using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>How many more files this process may open. A .NET program that reaches the limit can fail anywhere, because it can no longer
/// load its own assemblies.</summary>
public static class OpenFiles
{
    /// <summary>For an oracle's pipes, and for what is opened while it runs and its answers are reported.</summary>
    private const int Needed = 48;

    /// <summary>For the program itself: the runtime keeps two files open for each assembly.</summary>
    private const int NeededByTheProgram = 96;

    /// <summary>The file has 17 lines of 80 bytes at most.</summary>
    private const int LimitsLength = 4096;

    /// <summary>Throws if the limit is near.</summary>
    /// <exception cref="IOException">Too few file handles are left to start an oracle safely. The message says how many, and what to
    /// do.</exception>
    internal static void Reserve()
    {
        if (OperatingSystem.IsLinux() && Limit() is { } limit && limit - Used() is var left && left < Needed)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Max(0, left)} more files may be opened, of {limit} at once, and an oracle takes {Needed}; "
                    + $"allow more (ulimit -n), or ask fewer oracles"));
        }
    }

    /// <summary>Why the program cannot run here; null if it can.</summary>
    public static string? WhyTooFew()
        => OperatingSystem.IsLinux() && Limit() is { } limit && limit < NeededByTheProgram
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"only {limit} files may be open at once here, and the program needs {NeededByTheProgram}; "
                    + $"allow more (ulimit -n 256) and run it again")
            : null;

    private static int Used() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static int? Limit()
    {
        // Read like this, it costs the start of the program a tenth of what a reader of lines does.
        Span<byte> text = stackalloc byte[LimitsLength];
        using SafeFileHandle file = File.OpenHandle("/proc/self/limits");
        return Limit(text[..RandomAccess.Read(file, text, fileOffset: 0)]);
    }

    /// <summary>The soft limit of open files.</summary>
    /// <param name="limits">The text of /proc/self/limits: lines of a name, the soft limit and the hard one.</param>
    /// <returns>Null if there is none.</returns>
    internal static int? Limit(ReadOnlySpan<byte> limits)
    {
        ReadOnlySpan<byte> name = "\nMax open files"u8;
        int start = limits.IndexOf(name);
        if (start < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> soft = limits[(start + name.Length)..].TrimStart((byte)' ');
        long limit = 0;
        int digits = 0;
        while (digits < soft.Length && char.IsAsciiDigit((char)soft[digits]) && limit <= int.MaxValue)
        {
            limit = (limit * 10) + soft[digits] - '0';
            digits++;
        }

        return digits == 0 || limit > int.MaxValue ? null : (int)limit;
    }
}
