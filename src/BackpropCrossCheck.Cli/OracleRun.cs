using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Cli;

/// <summary>The part of a command in which oracles run: Ctrl-C ends it within a second, and at its end none of them is left.</summary>
/// <param name="oracles">The oracles, not started yet.</param>
/// <param name="options">How to check.</param>
/// <param name="output">Standard output; what is said of finished fixtures is on it when the program is interrupted.</param>
internal sealed class OracleRun(IReadOnlyList<IOracle> oracles, CheckOptions options, TextWriter output) : IAsyncDisposable
{
    /// <summary>How long a calculation has, after Ctrl-C, to end by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly CheckRun _run = new(new BackpropagationEngine(), oracles, options);
    private readonly Lock _saying = new();
    private int _ends;

    /// <summary>Starts the oracles and asks them nothing.</summary>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<IReadOnlyList<OracleReport>> StartAsync(CancellationToken cancellationToken)
    {
        Adoption.Begin();
        await Terminal.InterruptsAreHeeded();
        return await _run.StartOraclesAsync(cancellationToken);
    }

    /// <summary>Checks fixtures, what the oracles do at their end included.</summary>
    /// <param name="selection">The fixtures.</param>
    /// <param name="writers">Where to say how far the run is.</param>
    /// <param name="started">Called once, as soon as every oracle has said what it is.</param>
    /// <param name="done">Called for each fixture, in their order.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<CheckReport> CheckAsync(
        FixtureSelection selection, ProgressWriters writers, Action<IReadOnlyList<OracleReport>> started, Action<FixtureReport> done, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration leaving = cancellationToken.Register(Leave);
        if (oracles.Count > 0)
        {
            Adoption.Begin();
            await Terminal.InterruptsAreHeeded();
        }

        await using var progress = new Progress(writers, selection.Files, _saying);
        try
        {
            CheckReport report = await _run.CheckAsync(
                selection,
                started,
                fixture =>
                {
                    lock (_saying)
                    {
                        progress.Count(fixture);
                        done(fixture);
                    }
                },
                cancellationToken);
            return await _run.EndOraclesAsync(report, cancellationToken);
        }
        finally
        {
            if (Interlocked.Increment(ref _ends) > 1)
            {
                // The program is being left.
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }
        }
    }

    /// <summary>Ends the oracles.</summary>
    public ValueTask DisposeAsync() => new(Task.WhenAll(oracles.Select(oracle => oracle.DisposeAsync().AsTask())));

    /// <summary>Without oracles nothing is waited for and nothing must be ended: whatever calculation this is in the middle of, Ctrl-C ends
    /// it at once. With oracles it ends them, and then the calculation that has not ended by itself.</summary>
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
