using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>An oracle of the run in the JSON report.</summary>
internal sealed record JsonOracle
{
    /// <summary>The oracle works.</summary>
    public const string Available = "available";

    /// <summary>The oracle does not work here.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The oracle does not work although it should.</summary>
    public const string Failed = "failed";

    /// <summary>"it answered twice": in the report, a fault is a sentence.</summary>
    public const string FaultBeginning = "it ";

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>One of the three words.</summary>
    public string? Status { get; init; }

    /// <summary>Its version; omitted if it did not report one.</summary>
    public string? Version { get; init; }

    /// <summary>Why it does not work, or what it did wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>What else readers must know about it.</summary>
    public string? Note { get; init; }

    /// <summary>The oracle in the form of the report.</summary>
    /// <param name="oracle">The oracle.</param>
    public static JsonOracle Of(OracleReport oracle) => oracle.Status switch
    {
        OracleStatus.Available available => new JsonOracle
        {
            Name = oracle.Name,
            Status = oracle.Fault is null ? Available : Failed,
            Version = available.Version,
            Reason = oracle.Fault is null ? null : FaultBeginning + oracle.Fault,
            Note = oracle.Note,
        },
        OracleStatus.Unavailable unavailable => new JsonOracle { Name = oracle.Name, Status = Unavailable, Reason = unavailable.Reason },
        OracleStatus.Failed failed => new JsonOracle { Name = oracle.Name, Status = Failed, Reason = failed.Reason },
        _ => throw new ArgumentException("The oracle's status is none of the three.", nameof(oracle)),
    };
}
