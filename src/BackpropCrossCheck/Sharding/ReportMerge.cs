using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports.Reading;

namespace BackpropCrossCheck.Sharding;

/// <summary>Puts the reports of shards together: what one run over all fixtures would have said, or why that cannot be known.</summary>
internal static class ReportMerge
{
    /// <summary>Merges reports.</summary>
    /// <param name="reports">The reports, in any order; at least one.</param>
    /// <param name="absent">Files that were named and are not there.</param>
    public static MergeOutcome Of(IReadOnlyList<ReadReport> reports, IReadOnlyList<string> absent)
    {
        if (reports is [{ Report: { Shard: null } whole }] && absent.Count == 0)
        {
            return new MergeOutcome(whole, whole.ExitCode, []);
        }

        string[] unsharded = [.. reports.Where(report => report.Report.Shard is null).Select(report => $"{report.File} is no report of a shard: check --shard writes those.")];
        if (unsharded.Length > 0)
        {
            return MergeOutcome.Refused(unsharded);
        }

        ReadReport[] shards = [.. reports.OrderBy(report => report.Report.Shard!.Choice.Index)];
        string[] strangers = [.. shards.Skip(1).SelectMany(other => Differences(shards[0], other)), .. Overlaps(shards)];
        return strangers.Length > 0 ? MergeOutcome.Refused(strangers)
            : Missing(shards, absent) is { Count: > 0 } missing ? MergeOutcome.Incomplete(missing)
            : Misplaced(shards) is { Count: > 0 } misplaced ? MergeOutcome.Refused(misplaced)
            : Join(shards);
    }

    private static IEnumerable<string> Differences(ReadReport first, ReadReport other)
    {
        (Shard a, Shard b) = (first.Report.Shard!, other.Report.Shard!);
        string pair = $"{Name(first)} and {Name(other)}";
        if (first.Tool != other.Tool)
        {
            yield return $"{pair} come from different versions: {first.Tool} and {other.Tool}.";
        }

        if (a.Choice.Total != b.Choice.Total)
        {
            yield return $"{pair} are not parts of the same number of shards.";
        }

        if (a.Digest != b.Digest || a.Fixtures != b.Fixtures)
        {
            yield return $"{pair} come from different fixture sets: {Set(a)} and {Set(b)}.";
        }

        if (!first.Report.Arguments.SequenceEqual(other.Report.Arguments))
        {
            yield return $"{pair} come from different options: {Options(first)} and {Options(other)}.";
        }

        foreach (OracleReport oracle in first.Report.Oracles)
        {
            string? otherVersion = Version(other.Report.Oracles.FirstOrDefault(candidate => candidate.Name == oracle.Name));
            if (Version(oracle) is { } version && otherVersion is not null && version != otherVersion)
            {
                yield return $"{pair} come from different versions of {oracle.Name}: {version} and {otherVersion}.";
            }
        }
    }

    private static IEnumerable<string> Overlaps(ReadReport[] shards)
        => shards.GroupBy(shard => shard.Report.Shard!.Choice.Index).Where(group => group.Count() > 1)
            .Select(group => $"shard {group.First().Report.Shard!.Name} stands in several reports: {Wording.List(group.Select(report => report.File))}.");

    private static List<string> Missing(ReadReport[] shards, IReadOnlyList<string> absent)
    {
        int total = shards[0].Report.Shard!.Choice.Total;
        int[] missing = [.. Enumerable.Range(1, total).Except(shards.Select(shard => shard.Report.Shard!.Choice.Index))];
        var words = new List<string>();
        if (missing.Length > 0)
        {
            string list = Wording.List(missing.Select(index => FormattableString.Invariant($"{index}")));
            words.Add(missing.Length == 1
                ? FormattableString.Invariant($"shard {list} of {total} is missing.")
                : FormattableString.Invariant($"{missing.Length} of {total} shards are missing: {list}."));
        }

        return [.. words, .. absent.Select(file => $"{file} is not there.")];
    }

    private static List<string> Misplaced(ReadReport[] shards)
    {
        IEnumerable<ReadReport> uneven = shards.Where(shard => shard.Report.Shard!.Positions.Count != shard.Report.Fixtures.Count);
        int fixtures = shards[0].Report.Shard!.Fixtures;
        var covered = shards.SelectMany(shard => shard.Report.Shard!.Positions).CountBy(position => position).ToDictionary();
        int[] wrong = [.. Enumerable.Range(1, fixtures).Where(position => covered.GetValueOrDefault(position) != 1), .. covered.Keys.Where(position => position < 1 || position > fixtures)];
        return
        [
            .. uneven.Select(shard => $"{Name(shard)} does not have the fixtures that it says it has."),
            .. wrong.Take(3).Select(position => FormattableString.Invariant($"fixture {position} of {fixtures} is in {covered.GetValueOrDefault(position)} of the reports; it must be in one.")),
        ];
    }

    private static MergeOutcome Join(ReadReport[] shards)
    {
        var ordered = new FixtureReport[shards[0].Report.Shard!.Fixtures];
        foreach (CheckReport report in shards.Select(shard => shard.Report))
        {
            for (int i = 0; i < report.Fixtures.Count; i++)
            {
                ordered[report.Shard!.Positions[i] - 1] = report.Fixtures[i];
            }
        }

        // Each shard has looked for names that stand twice among its own fixtures only.
        var names = new UniqueNames();
        CheckReport merged = Concluded(shards[0].Report.Arguments, [.. Oracles(shards)], Array.ConvertAll(ordered, names.Take));
        return new MergeOutcome(merged, merged.ExitCode, []);
    }

    private static CheckReport Concluded(IReadOnlyList<string> arguments, IReadOnlyList<OracleReport> oracles, IReadOnlyList<FixtureReport> fixtures)
        => CheckReport.Of(oracles, fixtures, CheckOptions.Of(arguments)) with { Arguments = arguments };

    private static IEnumerable<OracleReport> Oracles(ReadReport[] shards)
        => shards.SelectMany(shard => shard.Report.Oracles.Select(oracle => oracle.Name)).Distinct().Select(name => MergedOracles.Of(name, shards));

    private static string Name(ReadReport report) => $"{report.File} (shard {report.Report.Shard!.Name})";

    private static string Set(Shard shard) => FormattableString.Invariant($"{shard.Fixtures} fixtures, {shard.Digest[..Math.Min(12, shard.Digest.Length)]}");

    private static string Options(ReadReport report) => report.Report.Arguments.Count == 0 ? "none" : string.Join(' ', report.Report.Arguments);

    private static string? Version(OracleReport? oracle) => (oracle?.Status as OracleStatus.Available)?.Version;
}
