using System.Globalization;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>How many more files this process may open. A .NET program that reaches the limit can fail anywhere, because it can no longer
/// load its own assemblies.</summary>
public static class OpenFiles
{
    /// <summary>For an oracle's pipes, and for what is opened while it runs and its answers are reported.</summary>
    private const int Needed = 48;

    /// <summary>For the program itself: the runtime keeps two files open for each assembly.</summary>
    private const int NeededByTheProgram = 96;

    private const string LimitLine = "Max open files";

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
        string? line = File.ReadLines("/proc/self/limits")
            .FirstOrDefault(candidate => candidate.StartsWith(LimitLine, StringComparison.Ordinal));
        string? soft = line?[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : null;
    }
}
