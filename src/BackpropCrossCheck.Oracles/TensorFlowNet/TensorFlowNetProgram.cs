using System.Runtime.InteropServices;
using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Oracles.TensorFlowNet;

/// <summary>Finds the program of the oracle tensorflow-net. It is built next to the product and never copied, because its native library
/// takes 400 megabytes.</summary>
/// <remarks>It looks in this order: the environment variable <see cref="Variable"/>; the place where this product's build put the program,
/// which the file <see cref="PathFile"/> next to the running program names (see TensorFlowNetProgram.targets); the tool <see cref="Tool"/>,
/// installed next to the running program or on the PATH. If a named program does not exist, that is an error, and the search
/// ends.</remarks>
public static class TensorFlowNetProgram
{
    /// <summary>The environment variable with the path of the program: an assembly (.dll) or an executable.</summary>
    public const string Variable = "BACKPROP_CHECK_TENSORFLOW_NET";

    /// <summary>The file, written by the build, that holds the path of the program.</summary>
    public const string PathFile = "tensorflow-net.path";

    /// <summary>The command of the package that contains the program as a tool.</summary>
    public const string Tool = "backprop-check-tensorflow-net";

    private const string Assembly = "BackpropCrossCheck.TensorFlowNet.dll";

    /// <summary>Looks for the program.</summary>
    public static ProgramLocation Find() => Find(
        Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, InstalledTool(
            Path.GetDirectoryName(Environment.ProcessPath), ProgramPath.Find));

    /// <summary>Looks for the program.</summary>
    /// <param name="named">The value of <see cref="Variable"/>; null or empty if it is not set.</param>
    /// <param name="folder">The folder of the running program.</param>
    /// <param name="tool">The file of the installed tool; null if it is not installed.</param>
    internal static ProgramLocation Find(string? named, string folder, string? tool)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!string.IsNullOrEmpty(named))
        {
            return At(
                named, $"{Variable} names {named}, and there is no such file. Set it to {Assembly} or to an executable, or unset it.");
        }

        string pathFile = Path.Combine(folder, PathFile);
        if (File.Exists(pathFile))
        {
            string built = File.ReadAllText(pathFile).Trim();
            return At(
                built,
                $"it was built as {built}, and is not there any more. Build the solution again, or set {Variable} to the program's path.");
        }

        return tool is not null
            ? new ProgramLocation.Found(tool, [])
            : new ProgramLocation.Missing(
                $"its program is not installed with this one. Install it with \"dotnet tool install --global {Tool}\" from a source "
                    + $"that has it, or set {Variable} to the path of {Assembly}; building the solution makes it.");
    }

    /// <summary>The installed tool: next to the running program if both are installed as tools, otherwise on the PATH.</summary>
    /// <param name="folder">The folder of the command that was started; null if unknown.</param>
    /// <param name="find">Finds a name on the PATH; null if it is not there.</param>
    /// <returns>A file; null if there is none.</returns>
    internal static string? InstalledTool(string? folder, Func<string, string?> find)
    {
        string name = OperatingSystem.IsWindows() ? $"{Tool}.exe" : Tool;
        string? beside = folder is null ? null : Path.Combine(folder, name);
        return File.Exists(beside) ? beside : find(name) is { } file && File.Exists(file) ? file : null;
    }

    private static ProgramLocation At(string path, string reason)
    {
        if (!File.Exists(path))
        {
            return new ProgramLocation.Missing(reason);
        }

        string file = Path.GetFullPath(path);
        return Path.GetExtension(file).Equals(".dll", StringComparison.OrdinalIgnoreCase)
            ? new ProgramLocation.Found(Host(), [file])
            : new ProgramLocation.Found(file, []);
    }

    // The runtime is in ROOT/shared/Microsoft.NETCore.App/VERSION/ and its host in ROOT. This finds the installation that runs this
    // program, whatever the PATH says.
    private static string Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
