using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>All commands, and how errors in a command line are shown.</summary>
internal static class CommandLine
{
    private const int Interrupted = 130;
    private const int Terminated = 143;
    private const string Interruption = "backprop-check: interrupted; fixtures that were not finished are not reported";
    private const int Columns = 80;

    /// <summary>Response files are off, so that a path may begin with @.</summary>
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    private static readonly CancellationTokenSource HungUp = new();
    private static PosixSignalRegistration? _hangUp;

    /// <summary>How long an interrupted run may take to end its oracles. Each gets 2 seconds before it is killed.</summary>
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter diagnostics)
    {
        ParseResult parsed = Commands(output, diagnostics).Parse(arguments, Configuration);
        if (parsed.Errors.Count > 0)
        {
            return Fault(diagnostics, parsed);
        }

        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = Closing,
            Output = output,
            Error = diagnostics,
        };
        try
        {
            int exitCode = await parsed.InvokeAsync(invocation, HungUp.Token);
            // System.CommandLine may notice that a cancelled command has ended before it sees the exception that ended it.
            if (exitCode is Interrupted or Terminated)
            {
                await diagnostics.WriteLineAsync(Interruption);
            }

            return exitCode;
        }
        catch (UsageException fault)
        {
            await diagnostics.WriteLineAsync($"backprop-check: {PrintableText.Of(fault.Message)}");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            await diagnostics.WriteLineAsync(Interruption);
            return Interrupted;
        }
    }

    private static RootCommand Commands(TextWriter output, TextWriter diagnostics)
    {
        RootCommand root = new(
            "Is my gradient right, and if not, where and why? Checks backpropagation, weight by weight, against TensorFlow.")
        {
            CheckCommand.Create(output, diagnostics),
            OraclesCommand.Create(output),
            TraceCommand.Create(output, diagnostics),
            WorksheetCommand.Create(output, diagnostics),
            RecordCommand.Create(output, diagnostics),
            CompareCommand.Create(output, diagnostics),
            MergeCommand.Create(output, diagnostics),
            GradeCommand.Create(output, diagnostics),
            ImportCommand.Create(output, diagnostics),
        };
        foreach (HelpAction help in root.Options.Select(option => option.Action).OfType<HelpAction>())
        {
            help.MaxWidth = Columns;
        }

        return root;
    }

    /// <summary>Ends the program at once, after Ctrl-C.</summary>
    public static void Leave() => Leave(Interruption, Interrupted);

    /// <summary>Ends the program at once.</summary>
    /// <param name="reason">The message for standard error.</param>
    /// <param name="exitCode">The exit code.</param>
    public static void Leave(string reason, int exitCode)
    {
        Terminal.SayLast(reason);
        Environment.Exit(exitCode);
    }

    /// <summary>From now on, closing the terminal cancels a command just as Ctrl-C does, so that no oracle is left running.
    /// System.CommandLine does not handle that signal.</summary>
    public static void HeedHangUp() => _hangUp ??= PosixSignalRegistration.Create(
        PosixSignal.SIGHUP,
        context =>
        {
            context.Cancel = true;
            HungUp.Cancel();
        });

    private static int Fault(TextWriter diagnostics, ParseResult parsed)
    {
        foreach (string fault in ParseFault.Of(parsed))
        {
            diagnostics.WriteLine($"backprop-check: {fault}");
        }

        string command = parsed.CommandResult.Command is RootCommand ? string.Empty : " " + parsed.CommandResult.Command.Name;
        diagnostics.WriteLine($"Type backprop-check{command} --help for help.");
        return ExitCode.BadInput;
    }
}
