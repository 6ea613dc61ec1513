using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Cli;

/// <summary>The part of a command in which oracles run: Ctrl-C cancels it, and at its end none of them is left.</summary>
/// <param name="oracles">The oracles, not started yet.</param>
/// <param name="options">How to check.</param>
/// <param name="output">Standard output; what is said of finished fixtures is on it when the program is interrupted.</param>
internal sealed class OracleRun(IReadOnlyList<IOracle> oracles, CheckOptions options, TextWriter output) : IAsyncDisposable
{
    private readonly CheckRun _run = new(new BackpropagationEngine(), oracles, options);
    private readonly Lock _saying = new();

    /// <summary>Starts the oracles and asks them nothing.</summary>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<IReadOnlyList<OracleReport>> StartAsync(CancellationToken cancellationToken)
    {
        await Terminal.InterruptsAreHeeded();
        return await _run.StartOraclesAsync(cancellationToken);
    }

    /// <summary>Checks fixtures, what the oracles do at their end included.</summary>
    /// <param name="selection">The fixtures.</param>
    /// <param name="terminal">Where to say how far the run is; null for nowhere.</param>
    /// <param name="started">Called once, as soon as every oracle has said what it is.</param>
    /// <param name="done">Called for each fixture, in their order.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<CheckReport> CheckAsync(
        FixtureSelection selection, TextWriter? terminal, Action<IReadOnlyList<OracleReport>> started, Action<FixtureReport> done, CancellationToken cancellationToken)
    {
        // Without oracles nothing is waited for and nothing must be ended: whatever calculation this is in the middle of, Ctrl-C ends it at once.
        using CancellationTokenRegistration leaving = oracles.Count == 0 ? cancellationToken.Register(Leave) : default;
        if (oracles.Count > 0)
        {
            await Terminal.InterruptsAreHeeded();
        }

        var progress = new ProgressLine(terminal, selection.Files.Count);
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
        report = await _run.EndOraclesAsync(report, cancellationToken);
        progress.Clear();
        return report;
    }

    /// <summary>Ends the oracles.</summary>
    public ValueTask DisposeAsync() => new(Task.WhenAll(oracles.Select(oracle => oracle.DisposeAsync().AsTask())));

    private void Leave()
    {
        lock (_saying)
        {
            output.Flush();
            CommandLine.Leave();
        }
    }
}
