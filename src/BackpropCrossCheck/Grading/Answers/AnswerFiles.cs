using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Finds the answer files for the paths on a command line.</summary>
internal static class AnswerFiles
{
    /// <summary>Expands files and folders. A file is used whatever its name. A folder means every *.csv and *.json in it, but nothing in
    /// its subfolders.</summary>
    /// <param name="paths">Files and folders, in any mixture.</param>
    /// <returns>The files, with forward slashes, as given or below the folder as given; and the paths that could not be followed.</returns>
    public static FixtureSelection Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        var faults = new List<PathFault>();
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(FixtureFiles.WithForwardSlashes(path));
                continue;
            }

            try
            {
                string[] found =
                [
                    .. Directory.EnumerateFiles(path)
                        .Where(IsAnswer)
                        .Select(FixtureFiles.WithForwardSlashes)
                        .Order(StringComparer.Ordinal),
                ];
                files.AddRange(found);
                if (found.Length == 0)
                {
                    faults.Add(
                        new PathFault(
                            FixtureFiles.WithForwardSlashes(path),
                            "this folder has no file of answers (*.csv, *.json) in it; folders below it are not looked into."));
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                faults.Add(new PathFault(FixtureFiles.WithForwardSlashes(path), $"the folder cannot be read: {fault.Message}"));
            }
        }

        return new FixtureSelection([.. files.Distinct()], faults);
    }

    private static bool IsAnswer(string path) => Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".JSON";
}
