using System.CommandLine;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary><c>compare FILE PATH...</c>: a run held against a baseline.</summary>
internal static class CompareCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var arguments = new CompareArguments();
        var command = new Command("compare", "Hold a run against a baseline: which numbers changed, by how much, and why.");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(arguments, parsed, output, diagnostics, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CompareArguments arguments, ParseResult parsed, TextWriter output, TextWriter diagnostics, CancellationToken cancellationToken)
    {
        ReportArguments reports = arguments.Reports;
        IReadOnlyList<ReportTarget> targets = reports.Targets(parsed);
        string file = arguments.File(parsed);
        FixtureSelection selection = arguments.Paths.Selection(parsed);
        Baseline baseline = arguments.Baseline(parsed);
        CheckOptions options = arguments.Options(parsed, baseline);
        IReadOnlyList<IOracle> oracles = arguments.Oracles(parsed, baseline);
        bool all = reports.All(parsed);
        bool toError = targets.Any(target => target.IsStandardOutput);
        var style = new ConsoleStyle(toError ? diagnostics : output, reports.HasColour(parsed, toError));
        var console = new BaselineConsole(style, arguments.Exact(parsed), all, reports.Quiet(parsed));
        try
        {
            if (oracles.Count > 0)
            {
                await Terminal.InterruptsAreHeeded();
            }

            console.WriteOrigin(baseline, file);
            var comparer = new BaselineComparer(baseline, arguments.Exact(parsed), all);
            var fixtures = new List<FixtureReport>();
            var run = new CheckRun(new BackpropagationEngine(), oracles, options);
            var progress = new ProgressLine(Terminal.ForProgress(reports.Quiet(parsed)), selection.Files.Count);
            CheckReport checkedRun = await run.CheckAsync(
                selection,
                started =>
                {
                    OracleLines.Write(style, started, details: false);
                    comparer.Start(started);
                },
                fixture =>
                {
                    progress.Count(fixture);
                    Take(comparer.Compare(fixture));
                },
                cancellationToken);
            checkedRun = await run.EndOraclesAsync(checkedRun, cancellationToken);
            progress.Clear();
            foreach (FixtureReport vanished in comparer.Vanished())
            {
                Take(vanished);
            }

            var report = CheckReport.Of(checkedRun.Oracles, fixtures, options);
            console.WriteSummary(report);
            return ReportArguments.Write(all, targets, report with { Arguments = arguments.Repeatable(parsed) }, output, diagnostics);

            void Take(FixtureReport fixture)
            {
                console.WriteFixture(fixture);
                fixtures.Add(all || fixture.Verdict != Verdict.Pass ? fixture : fixture.WithoutNumbers());
            }
        }
        finally
        {
            await Task.WhenAll(oracles.Select(oracle => oracle.DisposeAsync().AsTask()));
        }
    }
}
