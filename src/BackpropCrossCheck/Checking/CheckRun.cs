using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>A run: paths → fixtures → engine and oracles side by side → comparison → report.</summary>
/// <param name="engine">The engine.</param>
/// <param name="oracles">The oracles; the caller disposes them.</param>
/// <param name="options">How to check.</param>
public sealed class CheckRun(IGradientEngine engine, IReadOnlyList<IOracle> oracles, CheckOptions options)
{
    /// <summary>Starts all oracles at once.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task<IReadOnlyList<OracleReport>> StartOraclesAsync(CancellationToken cancellationToken)
    {
        OracleStatus[] statuses = await Task.WhenAll(oracles.Select(oracle => oracle.StartAsync(cancellationToken)));
        return [.. oracles.Zip(statuses, OracleReport.Of)];
    }

    /// <summary>Checks files. A file that cannot be read or checked does not stop the others.</summary>
    /// <param name="selection">The files, and the paths that could not be followed.</param>
    /// <param name="progress">Called for each fixture as soon as it and all before it are done, in the order of the files, one at a time; may be null.</param>
    /// <param name="cancellationToken">Gives the run up.</param>
    public async Task<CheckReport> CheckAsync(FixtureSelection selection, Action<FixtureReport>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        IReadOnlyList<OracleReport> reports = await StartOraclesAsync(cancellationToken);
        StartedOracle[] started = [.. oracles.Zip(reports, (oracle, report) => new StartedOracle(oracle, report))];
        var check = new FixtureCheck(engine, started, options);
        var ordered = new OrderedReports(selection.Files.Count, options.KeepNumbers, progress);
        await CheckFilesAsync(check, selection.Files, ordered, cancellationToken);
        reports = await Task.WhenAll(started.Select(oracle => oracle.ConcludeAsync(cancellationToken)));
        FixtureReport[] faults = [.. selection.Faults.Select(fault => FixtureCheck.Error(null, fault.Path, new FixtureError(fault.Problem)))];
        foreach (FixtureReport fault in faults)
        {
            progress?.Invoke(fault);
        }

        return CheckReport.Of(reports, [.. ordered.All, .. faults], options);
    }

    /// <summary>Workers take one file after the other; a single worker needs no thread of its own.</summary>
    private async Task CheckFilesAsync(FixtureCheck check, IReadOnlyList<string> files, OrderedReports ordered, CancellationToken cancellationToken)
    {
        int next = -1;
        int workers = Math.Min(options.Parallelism, files.Count);
        await (workers <= 1 ? WorkAsync() : Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, cancellationToken))));

        async Task WorkAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < files.Count; i = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ordered.Set(i, await CheckFileAsync(check, files[i], cancellationToken));
            }
        }
    }

    private async Task<FixtureReport> CheckFileAsync(FixtureCheck check, string file, CancellationToken cancellationToken)
    {
        long start = options.Clock.GetTimestamp();
        FixtureReport report;
        try
        {
            byte[] bytes = FixtureReader.ReadBytes(file);
            report = await check.CheckAsync(FixtureReader.Read(bytes, file), file, bytes, cancellationToken);
        }
        catch (FixtureException fault)
        {
            report = FixtureCheck.Error(null, file, FixtureError.Of(fault));
        }

        return report with { Duration = options.Clock.GetElapsedTime(start) };
    }
}
