using System.CommandLine;
using System.CommandLine.Parsing;
using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Cli;

/// <summary>The commands, and what their faults look like.</summary>
internal static class CommandLine
{
    private const int Interrupted = 130;

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What stands after the program's name.</param>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors and progress.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter diagnostics)
    {
        var root = new RootCommand("Is my gradient right, and if not, where and why? Checks backpropagation, weight by weight, against TensorFlow.")
        {
            CheckCommand.Create(output, diagnostics),
            OraclesCommand.Create(output),
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Fault(diagnostics, parsed);
        }

        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = diagnostics };
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (UsageException fault)
        {
            await diagnostics.WriteLineAsync($"backprop-check: {fault.Message}");
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
        foreach (ParseError error in parsed.Errors)
        {
            diagnostics.WriteLine($"backprop-check: {error.Message}");
        }

        string command = parsed.CommandResult.Command is RootCommand ? string.Empty : " " + parsed.CommandResult.Command.Name;
        diagnostics.WriteLine($"Type backprop-check{command} --help for what there is.");
        return ExitCode.BadInput;
    }
}
