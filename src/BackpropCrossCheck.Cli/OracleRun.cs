using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Cli;

/// <summary>The part of a command in which oracles run. Ctrl-C cancels it, and whatever happens, the oracles have ended when it is left.</summary>
/// <param name="oracles">The oracles, not started yet.</param>
/// <param name="options">How to check.</param>
internal sealed class OracleRun(IReadOnlyList<IOracle> oracles, CheckOptions options)
{
    private readonly CheckRun _run = new(new BackpropagationEngine(), oracles, options);

    /// <summary>Starts the oracles and asks them nothing.</summary>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public Task<IReadOnlyList<OracleReport>> StartAsync(CancellationToken cancellationToken) => EndingAsync(() => _run.StartOraclesAsync(cancellationToken));

    /// <summary>Checks fixtures, what the oracles do at their end included.</summary>
    /// <param name="selection">The fixtures.</param>
    /// <param name="terminal">Where to say how far the run is; null for nowhere.</param>
    /// <param name="started">Called once, as soon as every oracle has said what it is.</param>
    /// <param name="done">Called for each fixture, in their order.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public Task<CheckReport> CheckAsync(
        FixtureSelection selection, TextWriter? terminal, Action<IReadOnlyList<OracleReport>> started, Action<FixtureReport> done, CancellationToken cancellationToken)
        => EndingAsync(async () =>
        {
            var progress = new ProgressLine(terminal, selection.Files.Count);
            CheckReport report = await _run.CheckAsync(
                selection,
                started,
                fixture =>
                {
                    progress.Count(fixture);
                    done(fixture);
                },
                cancellationToken);
            report = await _run.EndOraclesAsync(report, cancellationToken);
            progress.Clear();
            return report;
        });

    private async Task<T> EndingAsync<T>(Func<Task<T>> run)
    {
        try
        {
            if (oracles.Count > 0)
            {
                await Terminal.InterruptsAreHeeded();
            }

            return await run();
        }
        finally
        {
            await Task.WhenAll(oracles.Select(oracle => oracle.DisposeAsync().AsTask()));
        }
    }
}
