using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Cli;

/// <summary><c>check PATH...</c>: for every fixture, compares the engine with every oracle and every expected entry.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <param name="configuration">What backprop-check.json says.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics, Configuration configuration)
    {
        var arguments = new CheckArguments(configuration);
        var command = new Command("check", "Check fixtures: the engine against every oracle and every expected entry.");
        arguments.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(arguments, parsed, output, diagnostics, configuration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CheckArguments arguments,
        ParseResult parsed,
        TextWriter output,
        TextWriter diagnostics,
        Configuration configuration,
        CancellationToken cancellationToken)
    {
        ReportArguments reports = arguments.Reports;
        IReadOnlyList<ReportTarget> targets = reports.Targets(parsed);
        CheckOptions options = arguments.Options(parsed) with { KeepPassing = targets.Count > 0 };
        FixtureSelection selection = arguments.Selection(parsed);
        ReportArguments.RefuseOverwriting(targets, [.. selection.Files, .. configuration.Files(arguments.OracleNames(parsed))]);
        int found = selection.Files.Count;
        selection = arguments.Choice.Filter(parsed, selection, options.MaxSize);
        options = options with { FilteredOut = found - selection.Files.Count };
        ShardSelection? shard = arguments.Shard.Of(parsed, selection, options.MaxSize, diagnostics);
        if (shard is not null)
        {
            selection = shard.Selection;
            options = options with { Shard = shard.Shard };
        }

        ConsoleReport console = reports.Console(parsed, reports.All(parsed), targets, output, diagnostics);
        bool toError = ReportArguments.HaveOutput(targets);
        configuration.Announce(new ConsoleStyle(toError ? diagnostics : output, reports.HasColour(parsed, toError)));
        if (shard is not null)
        {
            console.WriteShard(shard.Shard);
        }

        bool isShown = true;
        await using var run = new OracleRun(arguments.Oracles(parsed, selection.Files.Count), options, output);
        CheckReport report = await run.CheckAsync(
            selection,
            Terminal.Progress(reports.Quiet(parsed), diagnostics),
            started => console.WriteOracles(started),
            fixture => isShown &= !console.Shows(fixture) || ReportBoundary.Write(
                $"the result of {fixture.File}", diagnostics, () => console.WriteFixture(fixture)),
            cancellationToken);
        isShown &= ReportBoundary.Write("the summary", diagnostics, () => console.WriteSummary(report));
        int exitCode = ReportArguments.Write(
            reports.All(parsed), targets, report with { Arguments = arguments.Repeatable(parsed) }, output, diagnostics);
        return isShown ? exitCode : ExitCode.InternalError;
    }
}
