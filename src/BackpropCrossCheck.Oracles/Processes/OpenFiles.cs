using System.Globalization;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>How many more files this process may open. A program of .NET that comes to the limit ends in the middle of anything: it can
/// then load none of its own parts.</summary>
public static class OpenFiles
{
    /// <summary>The pipes of an oracle, and what is opened while it runs and its answers are reported.</summary>
    private const int Needed = 48;

    /// <summary>What the program itself needs: the runtime keeps two files open for each assembly.</summary>
    private const int NeededByTheProgram = 96;

    private const string LimitLine = "Max open files";

    /// <summary>Refuses to come near the limit.</summary>
    /// <exception cref="IOException">So few are left that an oracle had better not be started; the message says how many, and what to
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

    /// <summary>Why the program cannot run here; null where it can.</summary>
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
        string? line = File.ReadLines("/proc/self/limits")
            .FirstOrDefault(candidate => candidate.StartsWith(LimitLine, StringComparison.Ordinal));
        string? soft = line?[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : null;
    }
}
