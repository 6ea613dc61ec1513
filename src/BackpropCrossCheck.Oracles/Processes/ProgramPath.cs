namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The file to start for a program.</summary>
    /// <param name="program">A path, or a name that is looked for on the PATH.</param>
    /// <returns>Null where a name is not on the PATH.</returns>
    /// <remarks>The platform's own search would begin in the program's and in the current directory, where a stray file of that name may
    /// lie. On Windows that search stays, with its extensions.</remarks>
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
