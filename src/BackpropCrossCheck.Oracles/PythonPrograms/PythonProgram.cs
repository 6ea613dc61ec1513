using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Oracles.PythonPrograms;

/// <summary>The Pythons in which a framework is looked for.</summary>
internal static class PythonProgram
{
    /// <summary>The environment variable that names the Python to begin with.</summary>
    public const string Variable = "BACKPROP_CHECK_PYTHON";

    /// <summary>The name that stands for a Python where none was found.</summary>
    public const string Usual = "python3";

    // A virtual environment or another installation often stands before it on the PATH; the packages of the system are this one's.
    private const string OfTheSystem = "/usr/bin/python3";

    /// <summary>The candidates of this machine.</summary>
    public static IReadOnlyList<string> Candidates()
        => Candidates(
            Environment.GetEnvironmentVariable(Variable),
            ProgramPath.Find,
            OperatingSystem.IsWindows() ? [Default()] : [Usual, OfTheSystem]);

    /// <summary>The files of the Pythons, in the order in which they are looked at; each once.</summary>
    /// <param name="named">The value of <see cref="Variable"/>; null or empty where it is not set. What it names and is not there is a
    /// fault: then nothing else is looked at.</param>
    /// <param name="find">The file of a program; null where a name is not on the PATH.</param>
    /// <param name="others">What is looked at after it.</param>
    /// <returns>At least one; python3 where there is none at all.</returns>
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

    /// <summary>The first of python3.exe and python.exe that is on the PATH: Windows' installers most often bring no python3.</summary>
    /// <param name="path">The PATH of Windows.</param>
    /// <param name="isProgram">Whether a file can be started.</param>
    /// <returns>A file, or the name python3 where there is none.</returns>
    public static string OnWindows(string path, Predicate<string> isProgram)
    {
        string[] folders = path.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<string> files = new[] { $"{Usual}.exe", "python.exe" }.SelectMany(
            name => folders.Select(folder => Path.Combine(folder.Trim('"'), name)));
        return files.FirstOrDefault(file => isProgram(file)) ?? Usual;
    }

    private static string Default() => OnWindows(Environment.GetEnvironmentVariable("PATH") ?? "", IsProgram);

    // On Windows a name without a folder is left to the system's own search.
    private static bool IsThere(string? file)
        => file is not null && (File.Exists(file) || (OperatingSystem.IsWindows() && !Path.IsPathRooted(file)));

    // Windows has empty files of these names, which open its store where no Python is installed.
    private static bool IsProgram(string file) => File.Exists(file) && new FileInfo(file).Length > 0;
}
