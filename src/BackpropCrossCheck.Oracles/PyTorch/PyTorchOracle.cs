using BackpropCrossCheck.Oracles.PythonPrograms;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.PyTorch;

/// <summary>PyTorch and its autograd in a Python that has it; the script lies beside this assembly and says itself what is
/// missing.</summary>
internal static class PyTorchOracle
{
    private static readonly PythonFramework Framework = new(OracleCatalogue.PyTorch, "pytorch_oracle.py", "torch numpy", "PyTorch");

    /// <summary>The oracle in the first Python of this machine that has PyTorch.</summary>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(OracleOptions options) => new PythonOracle(Framework, PythonProgram.Candidates(), options);

    /// <summary>The oracle in certain Pythons.</summary>
    /// <param name="pythons">The Pythons to look at, in order.</param>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(IReadOnlyList<string> pythons, OracleOptions options) => new PythonOracle(Framework, pythons, options);
}
