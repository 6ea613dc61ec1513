using System.CommandLine;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary><c>record PATH... --output FILE</c>: stores the numbers of a run, from the engine and the oracles, as a baseline.</summary>
internal static class RecordCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <param name="configuration">What backprop-check.json says.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics, Configuration configuration)
    {
        var arguments = new RecordArguments(configuration);
        var command = new Command("record", "Save a run's numbers, engine and oracles, as a baseline for later runs.");
        arguments.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(arguments, parsed, output, diagnostics, configuration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RecordArguments arguments,
        ParseResult parsed,
        TextWriter output,
        TextWriter diagnostics,
        Configuration configuration,
        CancellationToken cancellationToken)
    {
        if (arguments.AsExpected(parsed))
        {
            return await RecordExpectedAsync(arguments, parsed, output, diagnostics, configuration, cancellationToken);
        }

        string file = arguments.Output(parsed);
        CheckOptions options = arguments.Options(parsed);
        FixtureSelection selection = arguments.Paths.Selection(parsed);
        var asked = AskedOutput.Of("--output", file, file);
        IReadOnlyList<string> names = arguments.Oracles.Names(parsed);
        AskedOutputs.Refuse([asked], [.. selection.Files, .. configuration.Files(names)]);
        await using var run = new OracleRun(arguments.Oracles.Create(parsed, selection.Files.Count), options, output);
        bool toError = asked.Place.IsStandardOutput;
        TextWriter said = toError ? diagnostics : output;
        bool colour = arguments.Reports.HasColour(parsed, toError);
        configuration.Announce(new ConsoleStyle(said, colour));
        var console = new ConsoleReport(said, colour, all: false, quiet: false);
        try
        {
            var recorder = new BaselineRecorder(options.Format);
            CheckReport report = await run.CheckAsync(
                selection, new ProgressWriters(
                    Terminal.ForProgress(quiet: true),
                    diagnostics), started => console.WriteOracles(started), recorder.Add, cancellationToken);
            var baseline = recorder.ToBaseline(names.Zip(report.Oracles));
            var recording = new Recording(baseline, report, options.OraclesAreNamed);
            if (recording.ExitCode == ExitCode.Agrees)
            {
                await output.FlushAsync(CancellationToken.None);
                WholeFile.Write(file, stream => BaselineWriter.Write(baseline, stream));
            }

            recording.Write(new ConsoleStyle(said, colour), console, file);
            return recording.ExitCode;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            await diagnostics.WriteLineAsync(
                $"backprop-check: the baseline {PrintableText.Of(file)} cannot be written: {PrintableText.Of(fault.Message)} (exit code "
                    + $"{ExitCode.InternalError})");
            return ExitCode.InternalError;
        }
    }

    private static async Task<int> RecordExpectedAsync(
        RecordArguments arguments,
        ParseResult parsed,
        TextWriter output,
        TextWriter diagnostics,
        Configuration configuration,
        CancellationToken cancellationToken)
    {
        string folder = arguments.Output(parsed);
        IReadOnlyList<string> names = arguments.ExpectedOf(parsed);
        CheckOptions options = arguments.Options(parsed);
        FixtureSelection selection = arguments.Paths.Selection(parsed);
        var recording = ExpectedRecording.Of(folder, selection);
        AskedOutputs.Refuse(recording.Outputs, [.. selection.Files, .. configuration.Files(names)]);
        await using var run = new OracleRun(arguments.Oracles.Create(parsed, selection.Files.Count, names), options, output);
        bool colour = arguments.Reports.HasColour(parsed, toError: false);
        var style = new ConsoleStyle(output, colour);
        configuration.Announce(style);
        var console = new ConsoleReport(output, colour, all: false, quiet: false);
        try
        {
            CheckReport report = await run.CheckAsync(
                selection,
                new ProgressWriters(Terminal.ForProgress(quiet: true), diagnostics),
                started => console.WriteOracles(started),
                recording.Add,
                cancellationToken);
            return recording.Write(report, options.OraclesAreNamed, style, console);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            await diagnostics.WriteLineAsync(
                $"backprop-check: the copies in {PrintableText.Of(folder)} cannot be written: {PrintableText.Of(fault.Message)} (exit code "
                    + $"{ExitCode.InternalError})");
            return ExitCode.InternalError;
        }
    }
}
