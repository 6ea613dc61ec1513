using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Cli;

/// <summary>Runs oracles for a command. Ctrl-C ends it within a second, and no oracle is left running afterwards.</summary>
/// <param name="oracles">The oracles, not started yet.</param>
/// <param name="options">How to check.</param>
/// <param name="output">Standard output. An interrupt flushes it, so that what was written about finished fixtures is there.</param>
internal sealed class OracleRun(IReadOnlyList<IOracle> oracles, CheckOptions options, TextWriter output) : IAsyncDisposable
{
    /// <summary>How long after Ctrl-C a calculation may take to stop by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly CheckRun _run = new(new BackpropagationEngine(), oracles, options);
    private readonly Lock _saying = new();
    private int _ends;

    /// <summary>Starts the oracles without asking them anything.</summary>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<IReadOnlyList<OracleReport>> StartAsync(CancellationToken cancellationToken)
    {
        Adoption.Begin();
        await Terminal.InterruptsAreHeeded();
        return await _run.StartOraclesAsync(cancellationToken);
    }

    /// <summary>Checks the fixtures, and includes in the report how the oracles ended.</summary>
    /// <param name="selection">The fixtures.</param>
    /// <param name="writers">Where progress is shown.</param>
    /// <param name="started">Called once, as soon as every oracle has said what it is.</param>
    /// <param name="done">Called for each fixture, in order.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public Task<CheckReport> CheckAsync(
        FixtureSelection selection,
        ProgressWriters writers,
        Action<IReadOnlyList<OracleReport>> started,
        Action<FixtureReport> done,
        CancellationToken cancellationToken)
        => RunAsync(
            async () =>
            {
                using Progress progress = Progress(writers, selection.Files);
                CheckReport report = await _run.CheckAsync(
                    selection,
                    started,
                    fixture => Say(() =>
                    {
                        progress.Count(fixture);
                        done(fixture);
                    }),
                    cancellationToken);
                return await _run.EndOraclesAsync(report, cancellationToken);
            },
            cancellationToken);

    /// <summary>Shows how far work that asks the oracles is.</summary>
    /// <param name="writers">Where progress is shown.</param>
    /// <param name="names">The names of everything that is done.</param>
    public Progress Progress(ProgressWriters writers, IReadOnlyList<string> names) => new(writers, names, _saying);

    /// <summary>Does work that asks the oracles.</summary>
    /// <param name="work">The work. What it says about a network, it says by <see cref="Say"/>.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration leaving = cancellationToken.Register(Leave);
        if (oracles.Count > 0)
        {
            Adoption.Begin();
            await Terminal.InterruptsAreHeeded();
        }

        try
        {
            return await work();
        }
        finally
        {
            if (Interlocked.Increment(ref _ends) > 1)
            {
                // The program is ending.
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }
        }
    }

    /// <summary>Writes something that an interrupt must not cut in two.</summary>
    /// <param name="write">Writes it.</param>
    public void Say(Action write)
    {
        lock (_saying)
        {
            write();
        }
    }

    /// <summary>Ends the oracles.</summary>
    public ValueTask DisposeAsync() => new(Task.WhenAll(oracles.Select(oracle => oracle.DisposeAsync().AsTask())));

    /// <summary>Without oracles there is nothing to wait for or clean up, so Ctrl-C ends the program at once, whatever it is calculating.
    /// With oracles, it first ends them, and then any calculation that has not stopped by itself.</summary>
    private void Leave()
    {
        if (oracles.Count == 0)
        {
            LeaveNow();
            return;
        }

        _ = Task.Run(async () =>
        {
            await Task.WhenAll(Task.Delay(Patience), DisposeAsync().AsTask());
            LeaveNow();
        });
    }

    private void LeaveNow()
    {
        if (Interlocked.Increment(ref _ends) == 1)
        {
            lock (_saying)
            {
                output.Flush();
                CommandLine.Leave();
            }
        }
    }
}
