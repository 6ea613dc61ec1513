using System.Globalization;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Files;

/// <summary>Resolves all links in a path. The path need not exist.</summary>
internal static partial class PhysicalPath
{
    /// <summary>The limit that Linux uses.</summary>
    private const int MostLinks = 40;

    /// <summary>Follows every link in a path, including the last part. A descriptor of a process stays as it is: the system shows it as a
    /// link, but does not follow it when opening it.</summary>
    /// <param name="path">The path.</param>
    /// <returns>An absolute path. If the links form a circle, the given path made absolute.</returns>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string reached = Path.GetPathRoot(full)!;
        var left = new Stack<string>();
        Push(left, full[reached.Length..]);
        int links = 0;
        while (left.TryPop(out string? part))
        {
            if (part is "." or "..")
            {
                // Only links contain such parts here, and they refer to the folder that holds the link.
                reached = part == "." ? reached : Path.GetDirectoryName(reached) ?? reached;
                continue;
            }

            string next = Path.Combine(reached, part);
            if (IsDescriptor(next) || new FileInfo(next).LinkTarget is not { } target)
            {
                reached = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return full;
            }

            string root = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : string.Empty;
            reached = root.Length > 0 ? root : reached;
            Push(left, target[root.Length..]);
        }

        return reached;
    }

    /// <summary>Whether a path is a descriptor of a process.</summary>
    /// <param name="physical">A path without links.</param>
    public static bool IsDescriptor(string physical) => OperatingSystem.IsLinux() ? LinuxDescriptor().IsMatch(physical)
        : !OperatingSystem.IsWindows() && UnixDescriptor().IsMatch(physical);

    /// <summary>The number of a descriptor of this process; null if the path is anything else.</summary>
    /// <param name="physical">A path without links.</param>
    public static int? OwnDescriptor(string physical)
    {
        if (!IsDescriptor(physical))
        {
            return null;
        }

        string[] parts = physical.Split('/');
        bool isOwn = !OperatingSystem.IsLinux() || parts[2] == new FileInfo("/proc/self").LinkTarget;
        return isOwn && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static void Push(Stack<string> left, string path)
    {
        string[] parts = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (string part in parts.Reverse())
        {
            left.Push(part);
        }
    }

    [GeneratedRegex("^/proc/[0-9]+(/task/[0-9]+)?/fd/[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex LinuxDescriptor();

    [GeneratedRegex("^/dev/fd/[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex UnixDescriptor();
}
