using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>What a run says of an oracle.</summary>
/// <param name="Name">The name of its greeting, or the one it was asked for by.</param>
/// <param name="Status">What it said of itself.</param>
/// <param name="Note">What else a reader must know of it, for example that it does not give the same bits twice; or null.</param>
public sealed record OracleReport(string Name, OracleStatus Status, string? Note = null)
{
    /// <summary>What it did wrong that no answer shows; null where there is nothing. Then the run is no pass.</summary>
    public string? Fault { get; init; }

    /// <summary>The program that was chosen among several to run it; null where there was no choice.</summary>
    public string? Program { get; init; }

    /// <summary>How long its start took, until it had said what it is; null where it was not measured.</summary>
    public TimeSpan? StartTime { get; init; }

    /// <summary>The report of an oracle that was started.</summary>
    /// <param name="oracle">The oracle.</param>
    /// <param name="status">What it said.</param>
    public static OracleReport Of(IOracle oracle, OracleStatus status)
    {
        ArgumentNullException.ThrowIfNull(oracle);
        ArgumentNullException.ThrowIfNull(status);
        return new OracleReport(status.GreetedName ?? oracle.Name, status) { Program = oracle.Program };
    }
}
