using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Reports;

/// <summary>Merges the reports of shards: the result is what a single run over all fixtures would have said, or why that cannot be
/// known.</summary>
internal static class ReportMerge
{
    /// <summary>Merges reports.</summary>
    /// <param name="reports">The reports, in any order; at least one.</param>
    /// <param name="absent">Files that were named but do not exist.</param>
    /// <param name="partial">Whether to merge even if shards are missing. The result is then inconclusive or worse.</param>
    public static MergeOutcome Of(IReadOnlyList<ReadReport> reports, IReadOnlyList<string> absent, bool partial = false)
    {
        if (reports is [{ Report: { Shard: null } whole }] && absent.Count == 0)
        {
            return new MergeOutcome(whole, whole.ExitCode, []);
        }

        string[] unsharded =
            [
                .. reports
                    .Where(report => report.Report.Shard is null)
                    .Select(report => $"{report.File} is not a report of a shard: check --shard writes those."),
            ];
        if (unsharded.Length > 0)
        {
            return MergeOutcome.Refused(unsharded);
        }

        ReadReport[] shards = [.. reports.OrderBy(report => report.Report.Shard!.Choice.Index)];
        string[] strangers = [.. shards.Skip(1).SelectMany(other => Differences(shards[0], other)), .. Overlaps(shards)];
        if (strangers.Length > 0)
        {
            return MergeOutcome.Refused(strangers);
        }

        List<string> missing = [.. Missing(shards), .. absent.Select(Absent)];
        return missing.Count > 0 && !partial ? MergeOutcome.Incomplete([.. missing.Select(words => words + ".")])
            : Misplaced(shards, isWhole: missing.Count == 0) is { Count: > 0 } misplaced ? MergeOutcome.Refused(misplaced)
            : Join(shards, missing);
    }

    /// <summary>The message for a file that does not exist.</summary>
    /// <param name="file">The file, as given.</param>
    public static string Absent(string file) => $"\"{file}\": there is no such file or folder";

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

        if (a.Digest != b.Digest || a.Fixtures != b.Fixtures
            || first.Report.Summary.FilteredOut != other.Report.Summary.FilteredOut)
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
            .Select(
                group => $"shard {group.First().Report.Shard!.Name} is in several reports: "
                    + $"{Wording.List(group.Select(report => report.File))}.");

    /// <summary>Says which shards are missing; nothing if all are present.</summary>
    private static IEnumerable<string> Missing(ReadReport[] shards)
    {
        int total = shards[0].Report.Shard!.Choice.Total;
        int[] missing = [.. Enumerable.Range(1, total).Except(shards.Select(shard => shard.Report.Shard!.Choice.Index))];
        return missing.Length == 0 ? []
            : missing.Length == 1 ? [FormattableString.Invariant($"shard {missing[0]} of {total} is missing")]
            : [FormattableString.Invariant($"{missing.Length} of {total} shards are missing: {Wording.List(missing.Select(Text))}")];

        static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Says which fixtures are not in the positions that their shards state. A complete set has each position in exactly one
    /// report; a partial one has no position twice.</summary>
    private static List<string> Misplaced(ReadReport[] shards, bool isWhole)
    {
        List<string> words =
        [
            .. shards.Where(shard => shard.Report.Shard!.Positions.Count != shard.Report.Fixtures.Count)
                .Select(shard => $"{Name(shard)} does not have the fixtures that it says it has."),
        ];
        int fixtures = shards[0].Report.Shard!.Fixtures;
        var covered = shards.SelectMany(shard => shard.Report.Shard!.Positions).CountBy(position => position).ToDictionary();
        IEnumerable<int> twice = covered.Where(position => position.Value > 1).Select(position => position.Key);
        // The number of fixtures is only what the reports claim, so the search for missing positions stops after the third.
        int notChecked = shards.Sum(shard => shard.Report.Summary.NotChecked);
        bool hasGaps = isWhole && covered.Count + notChecked != fixtures;
        IEnumerable<int> nowhere = hasGaps ? Enumerable.Range(1, fixtures).Where(position => !covered.ContainsKey(position)) : [];
        words.AddRange(twice.Take(3).Concat(nowhere.Take(3)).Order().Take(3).Select(position => FormattableString.Invariant(
            $"fixture {position} of {fixtures} is in {covered.GetValueOrDefault(position)} of the reports; it must be in one.")));
        return words;
    }

    private static MergeOutcome Join(ReadReport[] shards, IReadOnlyList<string> missing)
    {
        IEnumerable<FixtureReport> ordered = shards
            .SelectMany(shard => shard.Report.Shard!.Positions.Zip(shard.Report.Fixtures))
            .OrderBy(fixture => fixture.First)
            .Select(fixture => fixture.Second);
        // Each shard has looked for duplicate names only among its own fixtures.
        var names = new UniqueNames();
        IReadOnlyList<string> arguments = shards[0].Report.Arguments;
        var rest = new CheckOptions
        {
            Missing = missing,
            FilteredOut = shards[0].Report.Summary.FilteredOut,
            NotChecked = shards.Sum(shard => shard.Report.Summary.NotChecked),
        };
        CheckReport merged = RunTerms.Of(arguments)
            .Conclude(rest, [.. Oracles(shards)], [.. ordered.Select(names.Take)]);
        return new MergeOutcome(merged with { Arguments = arguments }, merged.ExitCode, []);
    }

    private static IEnumerable<OracleReport> Oracles(ReadReport[] shards)
        => shards.SelectMany(shard => shard.Report.Oracles.Select(oracle => oracle.Name)).Distinct()
            .Select(name => MergedOracles.Of(name, shards));

    private static string Name(ReadReport report) => $"{report.File} (shard {report.Report.Shard!.Name})";

    private static string Set(Shard shard)
        => FormattableString.Invariant($"{shard.Fixtures} fixtures, {shard.Digest[..Math.Min(12, shard.Digest.Length)]}");

    private static string Options(ReadReport report)
        => report.Report.Arguments.Count == 0 ? "none" : string.Join(' ', report.Report.Arguments);

    private static string? Version(OracleReport? oracle) => (oracle?.Status as OracleStatus.Available)?.Version;
}
