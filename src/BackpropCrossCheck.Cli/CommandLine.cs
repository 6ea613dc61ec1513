using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics.CodeAnalysis;
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

    private static readonly string[] Names =
    [
        "check", "oracles", "trace", "worksheet", "record", "compare", "merge", "init", "schema", "grade", "import", "fuzz", "help",
    ];

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
        bool withHelp = Array.Exists(arguments, MayAskForHelp);
        Command All() => Commands(output, diagnostics, Configuration.None, only: null);
        ParseResult parsed = Commands(output, diagnostics, Configuration.None, first, withHelp).Parse(arguments, Syntax);
        if (parsed.Errors.Count > 0 && !withHelp)
        {
            // The message may name help among the options.
            withHelp = true;
            parsed = Commands(output, diagnostics, Configuration.None, first).Parse(arguments, Syntax);
        }

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
            parsed = Commands(output, diagnostics, configuration, first, withHelp).Parse(configuration.Extend(arguments), Syntax);
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
    /// <param name="withHelp">Whether help and version may be asked for. The texts of their options come out of a resource file, which
    /// costs a start as much as all the options of a command.</param>
    private static Command Commands(
        TextWriter output, TextWriter diagnostics, Configuration configuration, string? only, bool withHelp = true)
    {
        bool isOne = IsAlone(only);
        Command root = isOne && !withHelp ? new Command(RootCommand.ExecutableName) : new RootCommand(
            "Is my gradient right, and if not, where and why? Checks backpropagation, weight by weight, against TensorFlow.");
        foreach (string name in isOne ? [only!] : Names)
        {
            root.Add(Create(name));
        }

        if (root is RootCommand)
        {
            AddExitCodes(root);
        }

        return root;

        Command Create(string name) => name switch
        {
            "check" => CheckCommand.Create(output, diagnostics, configuration),
            "oracles" => OraclesCommand.Create(output, configuration),
            "trace" => TraceCommand.Create(output, diagnostics),
            "worksheet" => WorksheetCommand.Create(output, diagnostics),
            "record" => RecordCommand.Create(output, diagnostics, configuration),
            "compare" => CompareCommand.Create(output, diagnostics, configuration),
            "merge" => MergeCommand.Create(output, diagnostics),
            "init" => InitCommand.Create(output, diagnostics),
            "schema" => SchemaCommand.Create(output),
            "grade" => GradeCommand.Create(output, diagnostics),
            "import" => ImportCommand.Create(output, diagnostics),
            "fuzz" => FuzzCommand.Create(output, diagnostics, configuration),
            "help" => HelpCommand.Create(root),
            _ => throw new ArgumentException("There is no such command.", nameof(name)),
        };
    }

    /// <summary>Whether a command needs none of the others.</summary>
    private static bool IsAlone([NotNullWhen(true)] string? name) => name is not (null or "help") && Array.IndexOf(Names, name) >= 0;

    /// <summary>Whether a word may ask for help, alone or together with other letters.</summary>
    private static bool MayAskForHelp(string word)
        => word.StartsWith("--h", StringComparison.Ordinal)
            || word is ['-', not '-', ..] or ['/', 'h' or '?'] or ['/', 'h' or '?', ':' or '=', ..];

    private static void AddExitCodes(Command root)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            var help = (HelpAction)option.Action!;
            help.MaxWidth = Columns;
            option.Action = new HelpWithExitCodes(
                help, [root, .. root.Subcommands.Where(command => command.Name is "check" or "fuzz")]);
        }
    }

    /// <summary>The configuration for a command line; none if its command asks no oracle, or the line leaves the configuration
    /// out.</summary>
    private static Configuration Configure(ParseResult parsed, Func<Command> all)
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
