namespace BackpropCrossCheck.Oracles.TensorFlowPython;

/// <summary>Which Python is meant where nobody names one.</summary>
internal static class PythonProgram
{
    private const string Usual = "python3";

    /// <summary>The program to start: python3; on Windows, whose installers most often bring no python3, the first of python3 and python.</summary>
    public static string Default() => OperatingSystem.IsWindows() ? OnWindows(Environment.GetEnvironmentVariable("PATH") ?? "", IsProgram) : Usual;

    /// <summary>The first of python3.exe and python.exe that is on the PATH.</summary>
    /// <param name="path">The PATH of Windows.</param>
    /// <param name="isProgram">Whether a file can be started.</param>
    /// <returns>A file, or the name python3 where there is none.</returns>
    public static string OnWindows(string path, Predicate<string> isProgram)
    {
        string[] folders = path.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<string> files = new[] { $"{Usual}.exe", "python.exe" }.SelectMany(name => folders.Select(folder => Path.Combine(folder.Trim('"'), name)));
        return files.FirstOrDefault(file => isProgram(file)) ?? Usual;
    }

    // Windows has empty files of these names, which open its store where no Python is installed.
    private static bool IsProgram(string file) => File.Exists(file) && new FileInfo(file).Length > 0;
}
