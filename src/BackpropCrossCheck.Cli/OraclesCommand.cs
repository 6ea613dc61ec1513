using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Cli;

/// <summary><c>oracles</c>: lists the oracles, with version and precision if available, and the reason if not.</summary>
internal static class OraclesCommand
{
    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    public static Command Create(TextWriter output)
    {
        var noColor = new Option<bool>("--no-color") { Description = "No colour, as with the variable NO_COLOR." };
        var command = new Command("oracles", "List the oracles: available or not, version, precision, start time, why not.") { noColor };
        command.SetAction((parsed, cancellationToken) => RunAsync(output, parsed.GetValue(noColor), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output, bool noColor, CancellationToken cancellationToken)
    {
        OracleOptions options = OracleOptions.Default with { ForwardPass = ForwardLoss.Pass };
        IOracle[] oracles = [.. OracleCatalogue.Names.Select(name => OracleCatalogue.Create(name, options))];
        await using var run = new OracleRun(oracles, new CheckOptions(), output);
        IReadOnlyList<OracleReport> started = await run.StartAsync(cancellationToken);
        new ConsoleReport(output, Terminal.HasColour(noColor, onError: false), all: false, quiet: false)
            .WriteOracles(started, details: true);
        await output.WriteLineAsync("exec:COMMAND is any program that speaks the protocol, for example your engine.");
        return ExitCode.Agrees;
    }
}
