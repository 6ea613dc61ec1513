using System.CommandLine;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary><c>compare FILE PATH...</c>: runs the fixtures and compares the results with a baseline.</summary>
internal static class CompareCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <param name="configuration">What backprop-check.json says.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics, Configuration configuration)
    {
        var arguments = new CompareArguments(configuration);
        var command = new Command("compare", "Compare a run with a baseline: which numbers changed, by how much, and why.");
        arguments.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(arguments, parsed, output, diagnostics, configuration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CompareArguments arguments,
        ParseResult parsed,
        TextWriter output,
        TextWriter diagnostics,
        Configuration configuration,
        CancellationToken cancellationToken)
    {
        ReportArguments reports = arguments.Reports;
        IReadOnlyList<ReportTarget> targets = reports.Targets(parsed);
        string file = arguments.File(parsed);
        FixtureSelection selection = arguments.Paths.Selection(parsed);
        ReportArguments.RefuseOverwriting(targets, selection.Files.Append(file));
        Baseline baseline = arguments.Baseline(parsed);
        ReportArguments.RefuseOverwriting(targets, configuration.Files(baseline.Oracles.Select(oracle => oracle.Asked)));
        CheckOptions options = arguments.Options(parsed, baseline);
        await using var run = new OracleRun(arguments.Oracles(parsed, baseline, selection.Files.Count), options, output);
        bool all = reports.All(parsed);
        bool toError = ReportArguments.HaveOutput(targets);
        var style = new ConsoleStyle(toError ? diagnostics : output, reports.HasColour(parsed, toError));
        configuration.Announce(style);
        var console = new BaselineConsole(style, arguments.Exact(parsed), all, reports.Quiet(parsed));
        console.WriteOrigin(baseline, file);
        var comparer = new BaselineComparer(baseline, arguments.Exact(parsed), all);
        var fixtures = new List<FixtureReport>();
        CheckReport checkedRun = await run.CheckAsync(
            selection,
            Terminal.Progress(reports.Quiet(parsed), diagnostics),
            started =>
            {
                OracleLines.Write(style, started, details: false);
                comparer.Start(started);
            },
            fixture => Take(Compare(fixture)),
            cancellationToken);
        foreach (FixtureReport vanished in comparer.Vanished())
        {
            Take(vanished);
        }

        var report = CheckReport.Of(checkedRun.Oracles, fixtures, options);
        console.WriteSummary(report);
        return ReportArguments.Write(all, targets, report with { Arguments = arguments.Repeatable(parsed) }, output, diagnostics);

        FixtureReport Compare(FixtureReport fixture)
        {
            try
            {
                return comparer.Compare(fixture);
            }
#pragma warning disable CA1031 // The boundary of a fixture: an unexpected exception is its error, and the others are still compared.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                return FixtureCheck.Error(fixture, FixtureError.OfInternal(fault));
            }
        }

        void Take(FixtureReport fixture)
        {
            console.WriteFixture(fixture);
            fixtures.Add(all || fixture.Verdict != Verdict.Pass ? fixture : fixture.WithoutNumbers());
        }
    }
}
