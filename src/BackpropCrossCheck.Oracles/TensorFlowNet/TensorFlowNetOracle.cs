using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.TensorFlowNet;

/// <summary>TensorFlow.NET. It is a separate program because it is large and single-threaded, and because the engine must not see
/// it.</summary>
internal static class TensorFlowNetOracle
{
    /// <summary>The oracle, not started yet.</summary>
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
            // The program's log messages can be silenced only from the parent process.
            Variables = [new("TF_CPP_MIN_LOG_LEVEL", "3")],
            // A truncated library kills the loader with signal 7 before the program could catch anything.
            RemedyForNoGreeting =
                "Its native library may be damaged: delete the folder scisharp.tensorflow.redist of NuGet's packages "
                    + "(\"dotnet nuget locals global-packages --list\"), run \"dotnet restore --force\" and build again.",
        };
}
