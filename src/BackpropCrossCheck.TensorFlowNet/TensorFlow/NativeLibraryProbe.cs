using System.Runtime.InteropServices;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Looks for TensorFlow's native library in the same way as TensorFlow.NET will, but before it.</summary>
internal static class NativeLibraryProbe
{
    private const string Library = "tensorflow";
    private const string Symbol = "TF_Version";

    /// <summary>What to do about a missing or wrong library on this platform.</summary>
    public static string Remedy => (RuntimeInformation.OSArchitecture, RuntimeInformation.ProcessArchitecture) switch
    {
        (Architecture.Arm64, Architecture.Arm64) when OperatingSystem.IsMacOS()
            => "SciSharp.TensorFlow.Redist has none for macOS on arm64: build and run with the x64 .NET SDK (Rosetta 2), or install "
                + "TensorFlow's C library for arm64 and set DYLD_LIBRARY_PATH to its folder, or use the oracles tensorflow-python "
                + "and tensorflow-js.",
        (_, Architecture.X64) when OperatingSystem.IsWindows()
            => "Build again, so that SciSharp.TensorFlow.Redist puts tensorflow.dll beside the program; it needs the Visual C++ "
                + "redistributable (x64).",
        (_, Architecture.X64) when OperatingSystem.IsMacOS()
            => "Build again, so that SciSharp.TensorFlow.Redist puts libtensorflow.dylib beside the program.",
        (_, Architecture.X64) when OperatingSystem.IsLinux()
            => "Build again, so that SciSharp.TensorFlow.Redist puts libtensorflow.so and libtensorflow_framework.so.2 beside the "
                + "program; they need glibc (not musl). Or set LD_LIBRARY_PATH to the folder of another TensorFlow C library.",
        _ => $"SciSharp.TensorFlow.Redist has none for {RuntimeInformation.RuntimeIdentifier}, only for x64: put TensorFlow's C "
            + "library where the system's loader finds it, or use the oracles tensorflow-python and tensorflow-js.",
    };

    /// <summary>What is wrong, and what to do about it; null if the library is there.</summary>
    public static string? Fault()
    {
        try
        {
            // The assembly determines where to look: next to the program, not only where the system's loader looks.
            IntPtr library = NativeLibrary.Load(Library, typeof(Tensorflow.tensorflow).Assembly, searchPath: null);
            return NativeLibrary.TryGetExport(library, Symbol, out _)
                ? null
                : $"The native library \"{Library}\" that was found is not TensorFlow's C library: it has no {Symbol}. {Remedy}";
        }
        catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException)
        {
            return $"TensorFlow's native library was not found or cannot be loaded. {Remedy}{Detail(fault.Message)}";
        }
    }

    // On Linux, the message has a line for each place that was searched. Lines that only say that nothing was there are omitted.
    private static string Detail(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] telling = [.. lines.Skip(1).Where(line => !SaysNothingWasThere(line))];
        string detail = lines.Length == 1 ? lines[0] : string.Join(" / ", telling);
        return detail.Length == 0 ? "" : $" The loader said: {detail}";

        static bool SaysNothingWasThere(string line)
            => Path.IsPathRooted(line) && line.EndsWith("No such file or directory", StringComparison.Ordinal);
    }
}
