using System.CommandLine;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Fuzzing;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary><c>fuzz</c>: random networks, the engine against the oracles. A failure is shrunk and saved.</summary>
internal static class FuzzCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <param name="configuration">What backprop-check.json says.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics, Configuration configuration)
    {
        var arguments = new FuzzArguments(configuration);
        var command = new Command(
            "fuzz", "Check random networks; a failure is shrunk to the smallest fixture that still fails, and saved.");
        arguments.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(arguments, parsed, output, diagnostics, configuration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        FuzzArguments arguments,
        ParseResult parsed,
        TextWriter output,
        TextWriter diagnostics,
        Configuration configuration,
        CancellationToken cancellationToken)
    {
        FuzzOptions options = arguments.Options(parsed);
        CheckOptions checking = arguments.Checking(parsed);
        IReadOnlyList<string> names = arguments.OracleNames(parsed);
        var failures = new FailureFolder(arguments.Folder(parsed), options.Seed);
        bool quiet = arguments.Quiet(parsed);
        var style = new ConsoleStyle(output, arguments.HasColour(parsed));
        var console = new ConsoleReport(output, arguments.HasColour(parsed), all: false, quiet: false)
        {
            WayToAllNumbers = "check with --all shows every number",
        };
        configuration.Announce(style);
        IReadOnlyList<IOracle> oracles = arguments.Oracles.Create(parsed, options.Count, names);
        await using var run = new OracleRun(oracles, checking, output);
        style.Paragraph(
            0,
            "seed         ",
            FormattableString.Invariant($"{options.Seed}; --seed {options.Seed} draws the same networks"));
        bool isSaved = true;
        string? lastReason = null;
        FuzzOutcome outcome = await run.RunAsync(FuzzAsync, cancellationToken);
        if (outcome.Fault is { } fault)
        {
            throw new UsageException($"--activations, --losses, --layers and --oracle leave nothing to check: {fault}.");
        }

        console.WriteSummary(outcome.Report);
        foreach (string remark in Remarks(outcome))
        {
            style.Paragraph(0, string.Empty, remark);
        }

        return isSaved ? outcome.Report.ExitCode : ExitCode.InternalError;

        async Task<FuzzOutcome> FuzzAsync()
        {
            using Progress progress = run.Progress(
                Terminal.Progress(quiet, diagnostics), [.. Enumerable.Range(1, options.Count).Select(options.NameOf)]);
            return await new FuzzRun(new BackpropagationEngine(), oracles, checking, options).RunAsync(
                said => console.WriteOracles(said),
                (report, failure) => run.Say(() =>
                {
                    progress.Count(report);
                    Show(report, failure);
                }),
                cancellationToken);
        }

        void Show(FixtureReport report, FuzzFailure? failure)
        {
            if (failure is not null)
            {
                console.WriteFixture(report);
                isSaved &= Save(failures, failure, Again, style, diagnostics);
            }
            else if (report.Verdict == Comparison.Verdict.Pass ? !quiet : report.Reason != lastReason)
            {
                // The same reason, such as a missing oracle, is given once.
                lastReason = report.Reason ?? lastReason;
                style.Paragraph(0, VerdictLabel.Of(report.Verdict), ConsoleReport.Heading(report));
                if (report.Reason is { } reason)
                {
                    style.Paragraph(6, string.Empty, $"inconclusive: {reason}");
                }
            }
        }

        IEnumerable<string> Again(FuzzFailure failure)
            => failure.Oracle is { } oracle ? arguments.CheckAgain(parsed, names[oracle]) : arguments.Oracles.Repeatable(parsed);
    }

    /// <summary>Saves a failure, and says what it is and how to go on.</summary>
    private static bool Save(
        FailureFolder folder,
        FuzzFailure failure,
        Func<FuzzFailure, IEnumerable<string>> again,
        ConsoleStyle style,
        TextWriter diagnostics)
    {
        const int Indent = 6;
        style.Paragraph(Indent, "drawn    ", FixtureSize.Of(failure.Original));
        style.Paragraph(Indent, "shrunk   ", failure.WhyNotShrunk is { } reason
            ? $"no: {reason}"
            : $"to {FixtureSize.Of(failure.Report.Fixture!)}; {Wording.Count(failure.Attempts, "smaller fixture")} tried");
        try
        {
            SavedFailure saved = folder.Save(failure);
            style.Paragraph(Indent, "saved    ", saved.IsThereAlready ? $"{saved.Path}, which was there already" : saved.Path);
            style.Paragraph(Indent, "again    ", ReproduceCommand.Of("check", saved.Path, again(failure)));
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.WriteLine(
                $"backprop-check: {failure.Report.Name} cannot be saved in {PrintableText.Of(folder.Path)}: "
                    + $"{PrintableText.Of(fault.Message)} (exit code {ExitCode.InternalError})");
            return false;
        }
    }

    private static IEnumerable<string> Remarks(FuzzOutcome outcome)
    {
        if (outcome.DrawnAgain > 0)
        {
            yield return $"{Wording.Count(outcome.DrawnAgain, "network was", "networks were")} drawn again: the loss was not defined, no "
                + "oracle offered what it needed, or nothing could be told about it";
        }

        if (outcome.NotDrawn > 0)
        {
            yield return $"{Wording.Count(outcome.NotDrawn, "network was", "networks were")} not drawn, because enough had failed "
                + "(--failures)";
        }
    }
}
