using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.TensorFlowNet;

/// <summary>TensorFlow.NET: a program of its own, since it is large, single-threaded and not to be seen by the engine.</summary>
internal static class TensorFlowNetOracle
{
    /// <summary>The oracle; nothing is started yet.</summary>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(OracleOptions options) => TensorFlowNetProgram.Find() switch
    {
        ProgramLocation.Found found => new OraclePool(
            new OracleCommand(OracleCatalogue.TensorFlowNet, found.FileName, found.Arguments) { Remedy = "build the solution again." }, options),
        ProgramLocation.Missing missing => new UnavailableOracle(OracleCatalogue.TensorFlowNet, missing.Reason),
        _ => throw new InvalidOperationException("A program is found or missing."),
    };
}
