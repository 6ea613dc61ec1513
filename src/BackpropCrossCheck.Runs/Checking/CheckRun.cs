using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>A run: paths → fixtures → engine and oracles, side by side → comparison → report.</summary>
/// <param name="engine">The engine.</param>
/// <param name="oracles">The oracles; the caller disposes them.</param>
/// <param name="options">How to check.</param>
public sealed class CheckRun(IGradientEngine engine, IReadOnlyList<IOracle> oracles, CheckOptions options)
{
    private (RunTally Tally, CheckOptions Options)? _concluded;

    /// <summary>Starts all oracles at once, and waits for all of them.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    public async Task<IReadOnlyList<OracleReport>> StartOraclesAsync(CancellationToken cancellationToken)
        => await Task.WhenAll(Start(cancellationToken).Select(oracle => oracle.Report));

    /// <summary>Checks files. A file that cannot be read or checked does not stop the others.</summary>
    /// <param name="selection">The files, and the paths that could not be followed.</param>
    /// <param name="progress">Called for each fixture, in the order of the files and one at a time, as soon as it and all before it are
    /// done; may be null.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public Task<CheckReport> CheckAsync(FixtureSelection selection, Action<FixtureReport>? progress, CancellationToken cancellationToken)
        => CheckAsync(selection, null, progress, cancellationToken);

    /// <summary>Checks files. If an oracle starts slowly, the others are asked in the meantime. This affects neither what is reported nor
    /// its order.</summary>
    /// <param name="selection">The files, and the paths that could not be followed.</param>
    /// <param name="started">Called once, before the first fixture is reported, as soon as every oracle has said what it is; may be
    /// null.</param>
    /// <param name="progress">Called for each fixture, in the order of the files and one at a time, as soon as it and all before it are
    /// done; may be null.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task<CheckReport> CheckAsync(
        FixtureSelection selection,
        Action<IReadOnlyList<OracleReport>>? started,
        Action<FixtureReport>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        StartedOracle[] asked = [.. Start(cancellationToken)];
        var check = new FixtureCheck(engine, asked, options);
        var ordered = new OrderedReports(selection.Files.Count, options, progress);
        await Task.WhenAll((Task[])[AnnounceAsync(), asked.Length == 0
            ? CheckFilesAsync(check, selection.Files, ordered.Set, ordered, cancellationToken)
            : ExamineFilesAsync(check, selection.Files, asked, ordered, cancellationToken)]);
        OracleReport[] reports = await Task.WhenAll(asked.Select(oracle => oracle.ConcludeAsync()));
        FixtureReport[] faults =
            [.. selection.Faults.Select(fault => FixtureCheck.Error(null, fault.Path, new FixtureError(fault.Problem)))];
        foreach (FixtureReport fault in faults)
        {
            progress?.Invoke(fault);
            ordered.Tally.Add(fault);
        }

        CheckOptions concluded = WithoutRest(ordered, selection.Files.Count);
        _concluded = (ordered.Tally, concluded);
        return CheckReport.Of(reports, [.. ordered.Kept, .. faults], ordered.Tally, concluded);

        async Task AnnounceAsync()
        {
            started?.Invoke(await Task.WhenAll(asked.Select(oracle => oracle.Report)));
            ordered.Open();
        }
    }

    /// <summary>Ends the oracles in order after the last question. If one of them misbehaves then, that is part of the report
    /// too.</summary>
    /// <param name="report">The report so far.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<CheckReport> EndOraclesAsync(CheckReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return oracles.Count == 0 ? Task.FromResult(report) : EndAsync(report, cancellationToken);
    }

    private async Task<CheckReport> EndAsync(CheckReport report, CancellationToken cancellationToken)
    {
        await Task.WhenAll(oracles.Select(oracle => oracle.EndAsync(cancellationToken)));
        return oracles.All(oracle => oracle.Fault is null)
            ? report
            : CheckReport.Of(
                [.. report.Oracles.Zip(oracles, (said, oracle) => said with { Fault = oracle.Fault })],
                report.Fixtures,
                _concluded?.Tally ?? RunTally.Of(report.Fixtures),
                _concluded?.Options ?? options);
    }

    /// <summary>The options for the report, which say how many fixtures were not checked. A shard then has those that were.</summary>
    private CheckOptions WithoutRest(OrderedReports ordered, int files) => ordered.NotChecked == 0 ? options : options with
    {
        NotChecked = ordered.NotChecked,
        Shard = options.Shard is { } shard
            ? shard with { Positions = [.. shard.Positions.Take(files - ordered.NotChecked), .. shard.Positions.Skip(files)] }
            : null,
    };

    private IEnumerable<StartedOracle> Start(CancellationToken cancellationToken)
        => oracles.Select(oracle => new StartedOracle(oracle, cancellationToken));

    /// <summary>Files are checked in any order, but their reports are taken in the order of the files. So the same questions are always
    /// asked a second time.</summary>
    private async Task ExamineFilesAsync(
        FixtureCheck check,
        IReadOnlyList<string> files,
        StartedOracle[] asked,
        OrderedReports ordered,
        CancellationToken cancellationToken)
    {
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TaskCompletionSource<FixtureReport>[] made =
            [.. files.Select(_ => new TaskCompletionSource<FixtureReport>(TaskCreationOptions.RunContinuationsAsynchronously))];
        Task<FixtureReport>?[] reports = [.. made.Select(report => report.Task)];
        Task[] both = [CheckAllAsync(), TakeInOrderAsync()];
        await Task.WhenAll(both);

        async Task CheckAllAsync()
        {
            try
            {
                await CheckFilesAsync(check, files, (i, report) => made[i].SetResult(report), ordered, cancellationToken);
            }
            catch
            {
                await failing.CancelAsync();
                throw;
            }
        }

        async Task TakeInOrderAsync()
        {
            var state = new StateCheck(check, asked);
            var neighbours = new NeighbourCheck(reports) { LooksAhead = !options.FailFast };
            for (int i = 0; i < files.Count && !ordered.IsStopped; i++)
            {
                FixtureReport report = await state.ExamineAsync(await reports[i]!.WaitAsync(failing.Token), failing.Token);
                ordered.Set(i, await neighbours.ExamineAsync(report, i, failing.Token));
                // In a long run, not all numbers stay in memory.
                (made[i], reports[i]) = (null!, null);
            }
        }
    }

    /// <summary>Workers take one file after the other. A single worker needs no thread of its own.</summary>
    private async Task CheckFilesAsync(
        FixtureCheck check,
        IReadOnlyList<string> files,
        Action<int, FixtureReport> done,
        OrderedReports ordered,
        CancellationToken cancellationToken)
    {
        using var ahead = ReadAhead.Begin(files);
        int next = -1;
        int workers = Math.Min(options.Parallelism, files.Count);
        await (workers <= 1 ? WorkAsync()
            : Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, cancellationToken))));

        async Task WorkAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < files.Count && !ordered.IsStopped; i = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                done(i, await CheckFileAsync(check, files[i], ahead?.Take(i), cancellationToken));
            }
        }
    }

    private async Task<FixtureReport> CheckFileAsync(
        FixtureCheck check, string file, byte[]? read, CancellationToken cancellationToken)
    {
        long start = options.Clock.GetTimestamp();
        FixtureReport report;
        try
        {
            (Fixture fixture, FixtureBytes bytes) = read is null ? FixtureBytes.Read(file, options.MaxSize)
                : (FixtureReader.Read(read, file), FixtureBytes.Of(read));
            report = await check.CheckAsync(fixture, file, bytes, cancellationToken);
            FindCauses(report);
        }
        catch (FixtureException fault)
        {
            report = FixtureCheck.Error(null, file, FixtureError.Of(fault));
        }
#pragma warning disable CA1031 // The boundary of a fixture: an unexpected exception is its error, and the others are still checked.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            report = FixtureCheck.Error(null, file, FixtureError.OfInternal(fault));
        }

        return report with { Duration = options.Clock.GetElapsedTime(start) };
    }

    /// <summary>Looks for the causes of what differs here, where several fixtures are checked at once. Otherwise the first to ask would be
    /// whoever writes the reports, one after the other.</summary>
    private static void FindCauses(FixtureReport report)
    {
        foreach (ResultComparison comparison in report.Comparisons.Where(comparison => comparison.Verdict == Verdict.Fail))
        {
            _ = comparison.Findings;
        }
    }
}
