using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>The report of a run about an oracle.</summary>
/// <param name="Name">The name in its greeting, or the name by which it was requested.</param>
/// <param name="Status">What it reported about itself.</param>
/// <param name="Note">What else readers must know about it, for example that its bits differ from one time to the next; or null.</param>
public sealed record OracleReport(string Name, OracleStatus Status, string? Note = null)
{
    /// <summary>A mistake that no answer shows; null if there is none. With such a mistake the run is not a pass.</summary>
    public string? Fault { get; init; }

    /// <summary>The program that was chosen from several to run it; null if there was no choice.</summary>
    public string? Program { get; init; }

    /// <summary>How long it took to start and report what it is; null if not measured.</summary>
    public TimeSpan? StartTime { get; init; }

    /// <summary>The report of an oracle that was started.</summary>
    /// <param name="oracle">The oracle.</param>
    /// <param name="status">What it reported.</param>
    public static OracleReport Of(IOracle oracle, OracleStatus status)
    {
        ArgumentNullException.ThrowIfNull(oracle);
        ArgumentNullException.ThrowIfNull(status);
        return new OracleReport(status.GreetedName ?? oracle.Name, status) { Program = oracle.Program };
    }
}
