using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.TensorFlowPython;

/// <summary>Keras and GradientTape in a Python that has TensorFlow; the script lies beside this assembly and says itself what is missing.</summary>
internal static class TensorFlowPythonOracle
{
    /// <summary>The environment variable that names the Python to use in place of python3.</summary>
    public const string PythonVariable = "BACKPROP_CHECK_PYTHON";

    /// <summary>The least time that the start is given: TensorFlow was seen to take 6 to 16 seconds to load, and a slow disk makes it longer.</summary>
    public static readonly TimeSpan LeastStartTimeout = TimeSpan.FromMinutes(3);

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "oracles", "python", "tensorflow_oracle.py");

    /// <summary>The oracle in the output folder.</summary>
    /// <param name="options">How it is run; its start has at least <see cref="LeastStartTimeout"/>.</param>
    public static IOracle Create(OracleOptions options) => Create(Environment.GetEnvironmentVariable(PythonVariable), options);

    /// <summary>The oracle with a Python.</summary>
    /// <param name="python">The Python to use; null or empty for the one that is found.</param>
    /// <param name="options">How it is run; its start has at least <see cref="LeastStartTimeout"/>.</param>
    public static IOracle Create(string? python, OracleOptions options)
    {
        OracleCommand command = string.IsNullOrEmpty(python)
            ? new OracleCommand(OracleCatalogue.TensorFlowPython, PythonProgram.Default(), [Script]) { Remedy = $"install Python 3 and its package tensorflow, or name a Python that has it in {PythonVariable}." }
            : new OracleCommand(OracleCatalogue.TensorFlowPython, python, [Script]) { Remedy = $"{PythonVariable} names it; it must be a Python 3 that has the package tensorflow." };
        return new OraclePool(command, options with { StartTimeout = TimeSpan.FromTicks(Math.Max(options.StartTimeout.Ticks, LeastStartTimeout.Ticks)) });
    }
}
