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
        ProgramLocation.Found found => new OraclePool(Command(found), options),
        ProgramLocation.Missing missing => new UnavailableOracle(OracleCatalogue.TensorFlowNet, missing.Reason),
        _ => throw new InvalidOperationException("A program is found or missing."),
    };

    /// <summary>The command that runs a program.</summary>
    /// <param name="found">The program.</param>
    internal static OracleCommand Command(ProgramLocation.Found found)
        => new(OracleCatalogue.TensorFlowNet, found.FileName, found.Arguments)
        {
            Remedy = "build the solution again.",
            // Its notices are silenced only where the parent process says so.
            Variables = [new("TF_CPP_MIN_LOG_LEVEL", "3")],
            // A truncated library ends the loader with signal 7, before anything of the program could catch it.
            RemedyForNoGreeting =
            "Its native library may be damaged: delete the folder scisharp.tensorflow.redist of NuGet's packages (\"dotnet nuget locals "
                + "global-packages --list\"), "
            + "run \"dotnet restore --force\" and build again.",
        };
}
