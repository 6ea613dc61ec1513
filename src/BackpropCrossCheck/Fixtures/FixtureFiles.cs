namespace BackpropCrossCheck.Fixtures;

/// <summary>Finds the fixtures for the paths on a command line.</summary>
public static class FixtureFiles
{
    /// <summary>The configuration of backprop-check, which is no fixture.</summary>
    internal const string Configuration = "backprop-check.json";

    /// <summary>Expands files and folders. A file is used whatever its name. A folder means every <c>*.json</c> under it, but not
    /// <c>*.schema.json</c> or <c>backprop-check.json</c>, and nothing in hidden folders (whose names begin with a dot) or in
    /// <c>node_modules</c>.</summary>
    /// <param name="paths">Files and folders, in any mixture; "-" for standard input.</param>
    /// <returns>The files, with forward slashes, as given or below the folder as given; and the paths that could not be followed.</returns>
    public static FixtureSelection Expand(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<string>();
        var keys = new List<string>();
        var faults = new List<PathFault>();
        var taken = new HashSet<string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (string path in paths)
        {
            bool isFolder = Directory.Exists(path);
            foreach (FoundFile file in Follow(path, faults).Where(file => taken.Add(file.Real)))
            {
                files.Add(file.Shown);
                keys.Add(WithForwardSlashes(isFolder ? Path.GetRelativePath(path, file.Shown) : Path.GetFileName(path)));
            }
        }

        return new FixtureSelection(files, faults) { Keys = keys };
    }

    private static List<FoundFile> Follow(string path, List<PathFault> faults)
    {
        var found = new List<FoundFile>();
        if (Directory.Exists(path))
        {
            Walk(path, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), found, faults, []);
            found.Sort((a, b) => string.CompareOrdinal(a.Shown, b.Shown));
        }
        else if (path == StandardInput.Path)
        {
            found.Add(new FoundFile(path, path));
        }
        else if (File.Exists(path))
        {
            found.Add(new FoundFile(WithForwardSlashes(path), Path.GetFullPath(path)));
        }
        else
        {
            faults.Add(
                new PathFault(
                    path,
                    Wildcards.AreIn(path)
                        ? "no file or folder matches this."
                        : "there is no such file or folder; check the spelling, and that it is relative to the folder the program "
                            + "runs in."));
        }

        return found;
    }

    // Real paths reveal a link back to a folder that has been visited, which would otherwise lead to an endless loop.
    private static void Walk(string shown, string unresolved, List<FoundFile> found, List<PathFault> faults, HashSet<string> walked)
    {
        try
        {
            string real = Directory.ResolveLinkTarget(unresolved, returnFinalTarget: true)?.FullName ?? unresolved;
            if (!walked.Add(Path.TrimEndingDirectorySeparator(real)))
            {
                return;
            }

            found.AddRange(
                NamesIn(Directory.EnumerateFiles(shown), IsFixture)
                    .Select(name => new FoundFile(Shown(shown, name), Path.Combine(real, name))));
            foreach (string name in NamesIn(Directory.EnumerateDirectories(shown), IsWalked))
            {
                Walk(Shown(shown, name), Path.Combine(real, name), found, faults, walked);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new PathFault(WithForwardSlashes(shown), $"the folder cannot be read: {fault.Message}"));
        }
    }

    private static IEnumerable<string> NamesIn(IEnumerable<string> paths, Func<string, bool> taken)
        => paths.Select(path => Path.GetFileName(path)).Where(taken).Order(StringComparer.Ordinal);

    private static bool IsFixture(string name)
        => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase)
            && !name.Equals(Configuration, StringComparison.OrdinalIgnoreCase);

    private static bool IsWalked(string name) => !name.StartsWith('.') && name != "node_modules";

    private static string Shown(string folder, string name) => WithForwardSlashes(Path.Combine(folder, name));

    /// <summary>A path as reports show it, the same on every system.</summary>
    /// <param name="path">The path.</param>
    internal static string WithForwardSlashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    private sealed record FoundFile(string Shown, string Real);
}
