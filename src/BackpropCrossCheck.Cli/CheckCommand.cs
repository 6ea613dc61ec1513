using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;

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
        IReadOnlyList<ReportTarget> targets = arguments.Reports(parsed);
        CheckOptions options = arguments.Options(parsed);
        FixtureSelection selection = arguments.Selection(parsed);
        IReadOnlyList<IOracle> oracles = arguments.Oracles(parsed);
        // A report on standard output has it for itself; what a person reads goes to standard error then.
        bool reportsToOutput = targets.Any(target => target.IsStandardOutput);
        var console = new ConsoleReport(
            reportsToOutput ? diagnostics : output,
            colour: Terminal.HasColour(arguments.NoColor(parsed), reportsToOutput),
            arguments.All(parsed),
            arguments.Quiet(parsed));
        try
        {
            var run = new CheckRun(new BackpropagationEngine(), oracles, options);
            console.WriteOracles(await run.StartOraclesAsync(cancellationToken));
            var progress = new ProgressLine(Terminal.ForProgress(arguments.Quiet(parsed)), selection.Files.Count);
            CheckReport report = await run.CheckAsync(
                selection,
                fixture =>
                {
                    progress.Count(fixture);
                    console.WriteFixture(fixture);
                },
                cancellationToken);
            progress.Clear();
            report = report with { Arguments = arguments.Repeatable(parsed) };
            console.WriteSummary(report);
            var reportOptions = new ReportOptions(arguments.All(parsed), SourceRoot.Around(Environment.CurrentDirectory));
            new GitHubActions(Environment.GetEnvironmentVariable).Write(report, reportOptions, reportsToOutput ? diagnostics : output, diagnostics);
            bool written = WriteReports(targets, report, reportOptions, diagnostics);
            return written ? report.ExitCode : ExitCode.InternalError;
        }
        finally
        {
            await Task.WhenAll(oracles.Select(oracle => oracle.DisposeAsync().AsTask()));
        }
    }

    /// <summary>Writes every report; one that cannot be written does not stop the others.</summary>
    private static bool WriteReports(IReadOnlyList<ReportTarget> targets, CheckReport report, ReportOptions options, TextWriter diagnostics)
    {
        bool written = true;
        foreach (ReportTarget target in targets)
        {
            try
            {
                target.Write(report, options);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                diagnostics.WriteLine($"backprop-check: the report {PrintableText.Of(target.Path)} cannot be written: {PrintableText.Of(fault.Message)} (exit code {ExitCode.InternalError})");
                written = false;
            }
        }

        return written;
    }
}
