using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Oracles.TensorFlowNet;

/// <summary>Finds the program of the oracle tensorflow-net, which is built beside the product and never copied: its native library has 400 megabytes.</summary>
/// <remarks>
/// In this order: the environment variable <see cref="Variable"/>; where the build of this product put the program, as noted in the file
/// <see cref="PathFile"/> beside the running program (see TensorFlowNetProgram.targets); the folder "tensorflow-net" beside the running program, where a
/// package may have it. What is named but not there is a fault: nothing is fallen back on.
/// </remarks>
public static class TensorFlowNetProgram
{
    /// <summary>The environment variable with the path of the program: an assembly (.dll) or an executable.</summary>
    public const string Variable = "BACKPROP_CHECK_TENSORFLOW_NET";

    /// <summary>The file, written by the build, that holds the path of the program.</summary>
    public const string PathFile = "tensorflow-net.path";

    private const string PackedFolder = "tensorflow-net";
    private const string Assembly = "BackpropCrossCheck.TensorFlowNet.dll";

    /// <summary>Looks for the program.</summary>
    public static ProgramLocation Find() => Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    /// <summary>Looks for the program.</summary>
    /// <param name="named">The value of <see cref="Variable"/>; null or empty where it is not set.</param>
    /// <param name="folder">The folder of the running program.</param>
    public static ProgramLocation Find(string? named, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!string.IsNullOrEmpty(named))
        {
            return At(named, $"{Variable} names {named}, and there is no such file. Set it to {Assembly} or to an executable, or unset it.");
        }

        string pathFile = Path.Combine(folder, PathFile);
        if (File.Exists(pathFile))
        {
            string built = File.ReadAllText(pathFile).Trim();
            return At(built, $"it was built as {built}, and is not there any more. Build the solution again, or set {Variable} to the program's path.");
        }

        return At(
            Path.Combine(folder, PackedFolder, Assembly),
            $"its program is not installed with this one. Set {Variable} to the path of {Assembly}; building the solution makes it.");
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

    // The runtime lies in ROOT/shared/Microsoft.NETCore.App/VERSION/, its host in ROOT: the installation that runs this program, whatever the PATH says.
    private static string Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
