using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>Combines what several shards report about one oracle. If it did not work in one shard, the result says so, and in
/// which.</summary>
internal static class MergedOracles
{
    /// <summary>The oracle of the merged run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shards">The shards.</param>
    public static OracleReport Of(string name, IEnumerable<ReadReport> shards)
    {
        var said = shards
            .Select(shard => (Shard: shard.Report.Shard!.Name, Oracle: shard.Report.Oracles.FirstOrDefault(oracle => oracle.Name == name)))
            .Where(entry => entry.Oracle is not null)
            .Select(entry => (entry.Shard, Oracle: entry.Oracle!))
            .ToList();
        OracleReport worst = said.MaxBy(entry => Rank(entry.Oracle)).Oracle;
        OracleStatus status = worst.Status switch
        {
            OracleStatus.Unavailable =>
                new OracleStatus.Unavailable(Joined(said, oracle => (oracle.Status as OracleStatus.Unavailable)?.Reason)!),
            OracleStatus.Failed => new OracleStatus.Failed(Joined(said, oracle => (oracle.Status as OracleStatus.Failed)?.Reason)!),
            _ => worst.Status,
        };
        return new OracleReport(name, status, Joined(said, oracle => oracle.Note)) { Fault = Joined(said, oracle => oracle.Fault) };
    }

    /// <summary>What all shards say is stated once; what only some of them say is stated with their names.</summary>
    private static string? Joined(List<(string Shard, OracleReport Oracle)> said, Func<OracleReport, string?> part)
    {
        string?[] parts = [.. said.Select(entry => part(entry.Oracle)).Distinct()];
        return parts.Length == 1
            ? parts[0]
            : string.Join(
                "; ", said.Where(entry => part(entry.Oracle) is not null).Select(entry => $"{part(entry.Oracle)} (shard {entry.Shard})"));
    }

    private static int Rank(OracleReport oracle) => oracle.Status switch
    {
        OracleStatus.Failed => 3,
        OracleStatus.Unavailable => 2,
        _ => oracle.Fault is null ? 0 : 1,
    };
}
