namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Finds programs the way a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The file to start for a program name.</summary>
    /// <param name="program">A path, or a name to look up on the PATH.</param>
    /// <returns>Null if a name is not on the PATH.</returns>
    /// <remarks>The platform's own search would begin in the program's folder and the current one, where a stray file of that name may be.
    /// On Windows the platform's search is used all the same, because of its extensions.</remarks>
    public static string? Find(string program)
    {
        if (OperatingSystem.IsWindows() || program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string file)
        => !OperatingSystem.IsWindows()
            && File.Exists(file)
            && (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
