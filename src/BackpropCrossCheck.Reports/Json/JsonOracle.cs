using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>An oracle of the run in the JSON report.</summary>
internal sealed record JsonOracle
{
    /// <summary>It works.</summary>
    public const string Available = "available";

    /// <summary>It does not work here.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>It should have worked and did not.</summary>
    public const string Failed = "failed";

    /// <summary>"it answered twice": the report says a fault as a sentence.</summary>
    public const string FaultBeginning = "it ";

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>One of the three words.</summary>
    public string? Status { get; init; }

    /// <summary>Its version; left out where it did not say.</summary>
    public string? Version { get; init; }

    /// <summary>Why it does not work, or what it did wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>What else a reader must know of it.</summary>
    public string? Note { get; init; }

    /// <summary>The oracle as the report says it.</summary>
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
