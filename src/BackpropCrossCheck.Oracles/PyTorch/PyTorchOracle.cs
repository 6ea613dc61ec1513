using BackpropCrossCheck.Oracles.PythonPrograms;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.PyTorch;

/// <summary>PyTorch and its autograd in a Python that has it. The script is next to this assembly and reports itself what is
/// missing.</summary>
internal static class PyTorchOracle
{
    private static readonly PythonFramework Framework = new(OracleCatalogue.PyTorch, "pytorch_oracle.py", "torch numpy", "PyTorch");

    /// <summary>The oracle in the first Python of this machine that has PyTorch.</summary>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(OracleOptions options) => new PythonOracle(Framework, PythonProgram.Candidates(), options);

    /// <summary>The oracle in one of the given Pythons.</summary>
    /// <param name="pythons">The Pythons to try, in order.</param>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(IReadOnlyList<string> pythons, OracleOptions options) => new PythonOracle(Framework, pythons, options);
}
