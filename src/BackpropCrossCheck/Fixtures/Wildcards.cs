using System.IO.Enumeration;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Expands * and ? in paths, where no shell has done it.</summary>
internal static class Wildcards
{
    private static readonly char[] Signs = ['*', '?'];

    /// <summary>Whether a path has them.</summary>
    /// <param name="path">The path.</param>
    public static bool AreIn(string path) => path.IndexOfAny(Signs) >= 0;

    /// <summary>The files and folders that a path means, in ordinal order; the path itself if it has no wildcards, exists under this very
    /// name, or matches nothing.</summary>
    /// <param name="path">The path. A name that begins with a dot matches only a pattern that begins with one.</param>
    public static IReadOnlyList<string> Expand(string path)
    {
        if (!AreIn(path) || Path.Exists(path))
        {
            return [path];
        }

        string root = Path.GetPathRoot(path)!;
        IEnumerable<string> found = [root];
        foreach (string part in path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]))
        {
            found = found.SelectMany(folder => Step(folder, part)).ToArray();
        }

        string[] matches = [.. found.Order(StringComparer.Ordinal)];
        return matches.Length > 0 ? matches : [path];
    }

    private static IEnumerable<string> Step(string folder, string part)
    {
        if (!AreIn(part))
        {
            string next = Path.Combine(folder, part);
            return part.Length == 0 || Path.Exists(next) ? [next] : [];
        }

        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder)
                    .Select(entry => Path.GetFileName(entry))
                    .Where(name => Matches(name, part))
                    .Select(name => Path.Combine(folder, name)),
            ];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A shell passes over what it cannot look into as well. If nothing matches elsewhere, the path is reported as it stands.
            return [];
        }
    }

    private static bool Matches(string name, string pattern)
        => (!name.StartsWith('.') || pattern.StartsWith('.'))
            && name != FixtureFiles.Configuration
            && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: OperatingSystem.IsWindows());
}
