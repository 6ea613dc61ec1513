using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Fixtures;
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
    private static readonly ParserConfiguration Syntax = new() { ResponseFileTokenReplacer = null };

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
        string? first = arguments is [{ } name, ..] ? name : null;
        RootCommand All() => Commands(output, diagnostics, Configuration.None, only: null);
        ParseResult parsed = Commands(output, diagnostics, Configuration.None, first).Parse(arguments, Syntax);
        if (parsed.Errors.Count > 0)
        {
            return Fault(diagnostics, parsed);
        }

        Configuration configuration;
        try
        {
            configuration = Configure(parsed, All);
        }
        catch (FixtureException fault)
        {
            await diagnostics.WriteLineAsync($"backprop-check: {PrintableText.Of(fault.Message)}");
            return ExitCode.BadInput;
        }

        if (!configuration.IsNone)
        {
            parsed = Commands(output, diagnostics, configuration, first).Parse(configuration.Extend(arguments), Syntax);
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
            await diagnostics.WriteLineAsync($"backprop-check: {PrintableText.Of(configuration.Located(fault.Message))}");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            await diagnostics.WriteLineAsync(Interruption);
            return Interrupted;
        }
    }

    /// <summary>The commands, with <paramref name="only"/> that one alone: a start would otherwise spend a good part of its time on those
    /// that nobody asked for.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <param name="configuration">What backprop-check.json says.</param>
    /// <param name="only">The name of a command. All are made if none has it.</param>
    private static RootCommand Commands(TextWriter output, TextWriter diagnostics, Configuration configuration, string? only)
    {
        RootCommand root = new(
            "Is my gradient right, and if not, where and why? Checks backpropagation, weight by weight, against TensorFlow.");
        (string Name, Func<Command> Create)[] all =
        [
            ("check", () => CheckCommand.Create(output, diagnostics, configuration)),
            ("oracles", () => OraclesCommand.Create(output, configuration)),
            ("trace", () => TraceCommand.Create(output, diagnostics)),
            ("worksheet", () => WorksheetCommand.Create(output, diagnostics)),
            ("record", () => RecordCommand.Create(output, diagnostics, configuration)),
            ("compare", () => CompareCommand.Create(output, diagnostics, configuration)),
            ("merge", () => MergeCommand.Create(output, diagnostics)),
            ("init", () => InitCommand.Create(output, diagnostics)),
            ("schema", () => SchemaCommand.Create(output)),
            ("grade", () => GradeCommand.Create(output, diagnostics)),
            ("import", () => ImportCommand.Create(output, diagnostics)),
            ("fuzz", () => FuzzCommand.Create(output, diagnostics, configuration)),
            ("help", () => HelpCommand.Create(root)),
        ];
        bool isOne = only != "help" && Array.Exists(all, command => command.Name == only);
        foreach ((string name, Func<Command> create) in all)
        {
            if (!isOne || name == only)
            {
                root.Add(create());
            }
        }

        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            var help = (HelpAction)option.Action!;
            help.MaxWidth = Columns;
            option.Action = new HelpWithExitCodes(
                help, [root, .. root.Subcommands.Where(command => command.Name is "check" or "fuzz")]);
        }

        return root;
    }

    /// <summary>The configuration for a command line; none if its command asks no oracle, or the line leaves the configuration
    /// out.</summary>
    private static Configuration Configure(ParseResult parsed, Func<RootCommand> all)
    {
        Command asked = parsed.CommandResult.Command;
        return IsConfigured(asked)
            && parsed.Action is not HelpWithExitCodes
            && !asked.Options.OfType<Option<bool>>().Any(option => option.Name == Configuration.LeaveOut && parsed.GetValue(option))
            && ConfigurationReader.Find() is { } file
            ? ConfigurationReader.Read(
                file, [.. all().Subcommands.Where(command => IsConfigured(command) && command.Name != "oracles")]).For(parsed)
            : Configuration.None;
    }

    private static bool IsConfigured(Command command) => command.Options.Any(option => option.Name == Configuration.LeaveOut);

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
