using System.Runtime.CompilerServices;
using BackpropCrossCheck.Oracles.PythonPrograms;

namespace BackpropCrossCheck.Oracles.Tests.TensorFlowPython;

/// <summary>The Python of these tests.</summary>
/// <remarks>That of BACKPROP_CHECK_PYTHON. Where it is not set: what ../shared/tensorflow/setup has put into backprop-tensorflow in the
/// user's cache folder. No test runs the setup: it unpacks 0.6 GB. Else python3, which may have TensorFlow.</remarks>
internal static class PythonWithTensorFlow
{
    /// <summary>A program; null for python3.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(PythonProgram.Variable) is { Length: > 0 } named)
        {
            return named;
        }

        string ready = Path.Combine(Cache(), "backprop-tensorflow", "python");
        return File.Exists(Setup()) && File.Exists(ready) ? ready : null;
    }

    /// <summary>Advice that follows the oracle's reason if TensorFlow is missing.</summary>
    public static string Hint
        => File.Exists(Setup()) ? $" Or run ../shared/tensorflow/setup {Path.Combine(Cache(), "backprop-tensorflow")} once." : "";

    private static string Cache() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    private static string Setup([CallerFilePath] string file = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "..", "shared", "tensorflow", "setup"));
}
