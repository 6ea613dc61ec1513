using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Cli;

/// <summary><c>check PATH...</c>: every fixture, the engine against every oracle and every expected entry.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var arguments = new CheckArguments();
        var command = new Command("check", "Check fixtures: the engine against every oracle and every expected entry.");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(arguments, parsed, output, diagnostics, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CheckArguments arguments, ParseResult parsed, TextWriter output, TextWriter diagnostics, CancellationToken cancellationToken)
    {
        ReportArguments reports = arguments.Reports;
        IReadOnlyList<ReportTarget> targets = reports.Targets(parsed);
        CheckOptions options = arguments.Options(parsed);
        FixtureSelection selection = arguments.Selection(parsed);
        ShardSelection? shard = arguments.Shard.Of(parsed, selection);
        if (shard is not null)
        {
            selection = shard.Selection;
            options = options with { Shard = shard.Shard };
        }

        IReadOnlyList<IOracle> oracles = arguments.Oracles(parsed);
        ConsoleReport console = reports.Console(parsed, reports.All(parsed), targets, output, diagnostics);
        try
        {
            if (oracles.Count > 0)
            {
                await Terminal.InterruptsAreHeeded();
            }

            if (shard is not null)
            {
                console.WriteShard(shard.Shard);
            }

            var run = new CheckRun(new BackpropagationEngine(), oracles, options);
            var progress = new ProgressLine(Terminal.ForProgress(reports.Quiet(parsed)), selection.Files.Count);
            CheckReport report = await run.CheckAsync(
                selection,
                started => console.WriteOracles(started),
                fixture =>
                {
                    progress.Count(fixture);
                    console.WriteFixture(fixture);
                },
                cancellationToken);
            report = await run.EndOraclesAsync(report, cancellationToken);
            progress.Clear();
            console.WriteSummary(report);
            return ReportArguments.Write(reports.All(parsed), targets, report with { Arguments = arguments.Repeatable(parsed) }, output, diagnostics);
        }
        finally
        {
            await Task.WhenAll(oracles.Select(oracle => oracle.DisposeAsync().AsTask()));
        }
    }
}
