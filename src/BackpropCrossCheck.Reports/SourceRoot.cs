using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports;

/// <summary>The folder that a CI system uses as the base of file paths: the root of the repository that contains the working
/// folder.</summary>
/// <param name="folder">The root, an absolute path.</param>
/// <param name="current">The working folder, an absolute path.</param>
internal sealed class SourceRoot(string folder, string current)
{
    /// <summary>The root of the repository that contains a folder; the folder itself if there is none.</summary>
    /// <param name="current">The working folder.</param>
    public static SourceRoot Around(string current)
    {
        for (string? folder = current; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // It is a folder in a clone, and a file in a work tree or a submodule.
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return new SourceRoot(folder, current);
            }
        }

        return new SourceRoot(current, current);
    }

    /// <summary>The path of a file relative to the root, with forward slashes; null if the file is outside the root.</summary>
    /// <param name="file">The file, as given.</param>
    public string? Relative(string file)
    {
        string relative = Path.GetRelativePath(folder, Absolute(file));
        bool outside = Path.IsPathRooted(relative) || relative == ".."
            || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return outside ? null : FixtureFiles.WithForwardSlashes(relative);
    }

    /// <summary>The path relative to the root, or as given if the file is outside.</summary>
    /// <param name="file">The file, as given.</param>
    public string Shown(string file) => Relative(file) ?? file;

    /// <summary>The absolute path of a file.</summary>
    /// <param name="file">The file, as given.</param>
    public string Absolute(string file) => Path.GetFullPath(file, current);
}
