using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Checking;

/// <summary>The result of a run.</summary>
public sealed record CheckReport
{
    /// <summary>The verdict of the whole run.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why the run is inconclusive although no fixture is, or why nothing was checked; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The command and the options that affect the result, as on the command line, so that the run can be repeated. The word PATH
    /// stands for the fixtures. Empty if unknown.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The oracles, in the order of the run.</summary>
    public required IReadOnlyList<OracleReport> Oracles { get; init; }

    /// <summary>The fixtures, in the order of their files; without those that pass and of which nothing is to be said, if the run did not
    /// keep them (<see cref="CheckOptions.KeepPassing"/>).</summary>
    public required IReadOnlyList<FixtureReport> Fixtures { get; init; }

    /// <summary>The counts.</summary>
    public required CheckSummary Summary { get; init; }

    /// <summary>The witnesses whose numbers support the verdict.</summary>
    public IReadOnlyList<Witness> Witnesses { get; init; } = [];

    /// <summary>True for a default run in which the engine was compared with recorded numbers of TensorFlow but with no live
    /// TensorFlow.</summary>
    public bool LacksLiveTensorFlow { get; init; }

    /// <summary>The causes that several fixtures share, the most frequent first.</summary>
    internal IReadOnlyList<SharedCause> SharedCauses => SharedCause.Of(Fixtures);

    /// <summary>The part of a fixture set that was checked; null for all of it.</summary>
    internal Shard? Shard { get; init; }

    /// <summary>What a merged report lacks, one sentence each; empty if it is complete. An incomplete report is never a pass.</summary>
    internal IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The report of a run.</summary>
    /// <param name="oracles">The oracles.</param>
    /// <param name="fixtures">The fixtures.</param>
    /// <param name="options">How it was checked.</param>
    public static CheckReport Of(IReadOnlyList<OracleReport> oracles, IReadOnlyList<FixtureReport> fixtures, CheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(oracles);
        ArgumentNullException.ThrowIfNull(fixtures);
        ArgumentNullException.ThrowIfNull(options);
        return Of(oracles, fixtures, RunTally.Of(fixtures), options);
    }

    /// <summary>The report of a run that has counted its fixtures.</summary>
    /// <param name="oracles">The oracles.</param>
    /// <param name="fixtures">The fixtures that are kept.</param>
    /// <param name="tally">The counts of all fixtures.</param>
    /// <param name="options">How it was checked.</param>
    internal static CheckReport Of(
        IReadOnlyList<OracleReport> oracles, IReadOnlyList<FixtureReport> fixtures, RunTally tally, CheckOptions options)
    {
        CheckSummary summary = tally.Summary with { FilteredOut = options.FilteredOut, NotChecked = options.NotChecked };
        IReadOnlyList<Witness> witnesses = tally.Witnesses;
        Witness[] tensorFlows = [.. witnesses.Where(witness => witness.IsTensorFlow)];
        bool isEmptyShard = summary.Fixtures == 0 && options.Shard is { Fixtures: > 0 };
        (int exitCode, string? reason) = Conclude(
            summary,
            isEmptyShard,
            oracles.FirstOrDefault(oracle => oracle.Fault is not null),
            needsTensorFlow: tensorFlows.Length == 0 && (!options.OraclesAreNamed || (options.AsksNoOracle && !tally.ChecksGradients)));
        if (options.Missing.Count > 0)
        {
            // A missing part makes a run inconclusive; the other parts may be worse than that.
            exitCode = exitCode is Checking.ExitCode.Agrees or Checking.ExitCode.NothingChecked ? Checking.ExitCode.Inconclusive : exitCode;
            reason = string.Join("; ", new[] { reason }.OfType<string>().Prepend(string.Join("; ", options.Missing)));
        }

        return new CheckReport
        {
            Verdict = exitCode switch
            {
                Checking.ExitCode.Agrees => Verdict.Pass,
                Checking.ExitCode.Discrepancy => Verdict.Fail,
                Checking.ExitCode.BadInput or Checking.ExitCode.InternalError => Verdict.Error,
                _ => Verdict.Inconclusive,
            },
            ExitCode = exitCode,
            Reason = reason,
            Oracles = oracles,
            Fixtures = fixtures,
            Summary = summary,
            Shard = options.Shard,
            Missing = options.Missing,
            Witnesses = witnesses,
            LacksLiveTensorFlow = !options.OraclesAreNamed && tensorFlows.Length > 0
                && Array.TrueForAll(tensorFlows, witness => witness.Kind == ResultKind.Recorded),
        };
    }

    private static (int ExitCode, string? Reason) Conclude(
        CheckSummary summary, bool isEmptyShard, OracleReport? faulty, bool needsTensorFlow)
    {
        if (summary.InternalErrors > 0)
        {
            return (Checking.ExitCode.InternalError, null);
        }

        if (summary.Errors > 0)
        {
            return (Checking.ExitCode.BadInput, null);
        }

        if (summary.Failed > 0)
        {
            return (Checking.ExitCode.Discrepancy, null);
        }

        if (summary.Fixtures == 0)
        {
            return isEmptyShard
                ? (Checking.ExitCode.Agrees, "no fixture fell to this shard")
                : (Checking.ExitCode.NothingChecked, summary.FilteredOut > 0
                    ? $"--filter left {Wording.Count(summary.FilteredOut, "fixture")} out, and none is left"
                    : "no fixture was found");
        }

        if (summary.LeftOut == summary.Fixtures)
        {
            return (
                Checking.ExitCode.NothingChecked,
                "no oracle offers what the fixtures need, and --skip-unsupported left all of them out");
        }

        if (summary.Comparisons + summary.Unavailable + summary.OracleFailures == 0)
        {
            return (
                Checking.ExitCode.NothingChecked,
                "the fixtures state no expected results and no oracle was asked, so nothing stood against the engine");
        }

        if (summary.Inconclusive > summary.LeftOut)
        {
            return (Checking.ExitCode.Inconclusive, null);
        }

        return faulty is not null ? (Checking.ExitCode.Inconclusive, $"{faulty.Name} {faulty.Fault}")
            : needsTensorFlow ? (Checking.ExitCode.Inconclusive, "no TensorFlow, live or recorded, stood against the engine")
            : (Checking.ExitCode.Agrees, null);
    }
}
