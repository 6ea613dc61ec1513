namespace BackpropCrossCheck.Fixtures;

/// <summary>Finds the fixtures that paths on a command line stand for.</summary>
public static class FixtureFiles
{
    /// <summary>Expands files and folders. A file is taken whatever it is called; a folder means every <c>*.json</c> under it, but not
    /// <c>*.schema.json</c>, and nothing in hidden folders (their names begin with a dot) or in <c>node_modules</c>.</summary>
    /// <param name="paths">Files and folders, in any mixture.</param>
    /// <returns>The files, as given or under the folder as given, with forward slashes; and the paths that could not be followed.</returns>
    public static FixtureSelection Expand(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<string>();
        var faults = new List<PathFault>();
        var taken = new HashSet<string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (string path in paths)
        {
            IEnumerable<string> found = Follow(path, faults);
            files.AddRange(found.Where(file => taken.Add(Path.GetFullPath(file))).Select(WithForwardSlashes));
        }

        return new FixtureSelection(files, faults);
    }

    private static List<string> Follow(string path, List<PathFault> faults)
    {
        var found = new List<string>();
        if (Directory.Exists(path))
        {
            Walk(path, found, faults, []);
            found.Sort((a, b) => string.CompareOrdinal(WithForwardSlashes(a), WithForwardSlashes(b)));
        }
        else if (File.Exists(path))
        {
            found.Add(path);
        }
        else
        {
            faults.Add(new PathFault(path, "there is no such file or folder; check the spelling, and that it is relative to the folder the program runs in."));
        }

        return found;
    }

    private static void Walk(string folder, List<string> found, List<PathFault> faults, HashSet<string> walked)
    {
        // A link back to a folder above would never end.
        string real = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        if (!walked.Add(Path.TrimEndingDirectorySeparator(real)))
        {
            return;
        }

        try
        {
            found.AddRange(Directory.EnumerateFiles(folder).Where(IsFixture));
            foreach (string inner in Directory.EnumerateDirectories(folder).Where(IsWalked).Order(StringComparer.Ordinal))
            {
                Walk(inner, found, faults, walked);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new PathFault(WithForwardSlashes(folder), $"the folder cannot be read: {fault.Message}"));
        }
    }

    private static bool IsFixture(string file)
        => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase);

    private static bool IsWalked(string folder)
    {
        string name = Path.GetFileName(folder);
        return !name.StartsWith('.') && name != "node_modules";
    }

    private static string WithForwardSlashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
