using BackpropCrossCheck.Oracles.PythonPrograms;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.TensorFlowPython;

/// <summary>Keras and GradientTape in a Python that has TensorFlow. The script is next to this assembly and reports itself what is
/// missing.</summary>
internal static class TensorFlowPythonOracle
{
    private static readonly PythonFramework Framework = new(
        OracleCatalogue.TensorFlowPython, "tensorflow_oracle.py", "tensorflow", "TensorFlow");

    /// <summary>The oracle in the first Python of this machine that has TensorFlow.</summary>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(OracleOptions options) => new PythonOracle(Framework, PythonProgram.Candidates(), options);

    /// <summary>The oracle in one Python.</summary>
    /// <param name="python">The Python to use; null or empty to look for one.</param>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(string? python, OracleOptions options)
        => string.IsNullOrEmpty(python) ? Create(options) : new PythonOracle(Framework, [python], options);
}
