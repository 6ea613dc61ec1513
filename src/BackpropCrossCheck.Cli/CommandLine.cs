using System.CommandLine;
using System.CommandLine.Help;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>The commands, and what their faults look like.</summary>
internal static class CommandLine
{
    private const int Interrupted = 130;
    private const int Columns = 80;

    /// <summary>How long an interrupted run may take to end its oracles: they have 2 seconds before they are killed.</summary>
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(10);

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What stands after the program's name.</param>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter diagnostics)
    {
        (string Name, Func<Command> Create)[] commands =
        [
            ("check", () => CheckCommand.Create(output, diagnostics)),
            ("oracles", () => OraclesCommand.Create(output)),
            ("trace", () => TraceCommand.Create(output, diagnostics)),
            ("worksheet", () => WorksheetCommand.Create(output, diagnostics)),
            ("record", () => RecordCommand.Create(output, diagnostics)),
            ("compare", () => CompareCommand.Create(output, diagnostics)),
            ("merge", () => MergeCommand.Create(output, diagnostics)),
            ("grade", () => GradeCommand.Create(output, diagnostics)),
        ];
        var root = new RootCommand("Is my gradient right, and if not, where and why? Checks backpropagation, weight by weight, against TensorFlow.");

        // Only the command that is asked for is built: the options of the others would make every start slower. Help and faults without one name them all.
        string? asked = arguments.FirstOrDefault();
        bool isKnown = Array.Exists(commands, command => command.Name == asked);
        foreach ((string name, Func<Command> create) in commands)
        {
            if (!isKnown || name == asked)
            {
                root.Add(create());
            }
        }

        foreach (HelpAction help in root.Options.Select(option => option.Action).OfType<HelpAction>())
        {
            help.MaxWidth = Columns;
        }

        // A path may begin with @; response files are not among what was promised.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
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
            return await parsed.InvokeAsync(invocation);
        }
        catch (UsageException fault)
        {
            await diagnostics.WriteLineAsync($"backprop-check: {PrintableText.Of(fault.Message)}");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            await diagnostics.WriteLineAsync("backprop-check: interrupted; nothing is said of the fixtures that were not finished");
            return Interrupted;
        }
    }

    private static int Fault(TextWriter diagnostics, ParseResult parsed)
    {
        foreach (string fault in ParseFault.Of(parsed))
        {
            diagnostics.WriteLine($"backprop-check: {fault}");
        }

        string command = parsed.CommandResult.Command is RootCommand ? string.Empty : " " + parsed.CommandResult.Command.Name;
        diagnostics.WriteLine($"Type backprop-check{command} --help for what there is.");
        return ExitCode.BadInput;
    }
}
