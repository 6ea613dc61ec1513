namespace BackpropCrossCheck.Benchmarks;

/// <summary>Files of the repository, wherever the program is started.</summary>
internal static class RepositoryFile
{
    /// <summary>The path of a file.</summary>
    /// <param name="path">Its path in the repository.</param>
    /// <exception cref="FileNotFoundException">The program does not lie in a clone of the repository.</exception>
    public static string Of(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BackpropCrossCheck.sln")))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new FileNotFoundException($"{AppContext.BaseDirectory} is not in a clone of the repository.", path);
    }
}
