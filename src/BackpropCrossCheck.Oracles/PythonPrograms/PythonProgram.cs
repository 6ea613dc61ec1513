using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Oracles.PythonPrograms;

/// <summary>The Pythons that may have a framework.</summary>
internal static class PythonProgram
{
    /// <summary>The environment variable that names the first Python to try.</summary>
    public const string Variable = "BACKPROP_CHECK_PYTHON";

    /// <summary>The name to use if no Python was found.</summary>
    public const string Usual = "python3";

    // A virtual environment or another installation often comes first on the PATH, but the system's packages belong to this one.
    private const string OfTheSystem = "/usr/bin/python3";

    /// <summary>The candidates of this machine.</summary>
    public static IReadOnlyList<string> Candidates()
        => Candidates(
            Environment.GetEnvironmentVariable(Variable),
            ProgramPath.Find,
            OperatingSystem.IsWindows() ? [Default()] : [Usual, OfTheSystem]);

    /// <summary>The Python programs in the order in which they are tried, without duplicates.</summary>
    /// <param name="named">The value of <see cref="Variable"/>; null or empty if it is not set. If it names a program that does not exist,
    /// that is an error, and no other Python is tried.</param>
    /// <param name="find">Finds the file of a program; null if the name is not on the PATH.</param>
    /// <param name="others">What is tried after that.</param>
    /// <returns>At least one; python3 if there is none at all.</returns>
    public static IReadOnlyList<string> Candidates(string? named, Func<string, string?> find, IEnumerable<string> others)
    {
        bool isNamed = !string.IsNullOrEmpty(named);
        if (isNamed && !IsThere(find(named!)))
        {
            return [named!];
        }

        string[] files = [.. (isNamed ? others.Prepend(named!) : others).Select(find).Where(IsThere).OfType<string>().Distinct()];
        return files.Length > 0 ? files : [Usual];
    }

    /// <summary>The first of python3.exe and python.exe on the PATH. Windows installers usually do not provide python3.</summary>
    /// <param name="path">The PATH of Windows.</param>
    /// <param name="isProgram">Whether a file can be started.</param>
    /// <returns>A file, or the name python3 if there is none.</returns>
    public static string OnWindows(string path, Predicate<string> isProgram)
    {
        string[] folders = path.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<string> files = new[] { $"{Usual}.exe", "python.exe" }.SelectMany(
            name => folders.Select(folder => Path.Combine(folder.Trim('"'), name)));
        return files.FirstOrDefault(file => isProgram(file)) ?? Usual;
    }

    private static string Default() => OnWindows(Environment.GetEnvironmentVariable("PATH") ?? "", IsProgram);

    // On Windows the system looks up a name without a folder.
    private static bool IsThere(string? file)
        => file is not null && (File.Exists(file) || (OperatingSystem.IsWindows() && !Path.IsPathRooted(file)));

    // Windows has empty files with these names that open its store if no Python is installed.
    private static bool IsProgram(string file) => File.Exists(file) && new FileInfo(file).Length > 0;
}
