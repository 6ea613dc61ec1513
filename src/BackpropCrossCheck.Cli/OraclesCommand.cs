using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Configuring;
using BackpropCrossCheck.Documents.Text;
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
    /// <param name="configuration">What backprop-check.json says.</param>
    public static Command Create(TextWriter output, Configuration configuration)
    {
        var noColor = new Option<bool>("--no-color") { Description = "No colour, as with the variable NO_COLOR." };
        var command = new Command("oracles", "List the oracles: available or not, version, precision, start time, why not.")
        {
            noColor, Configuration.LeaveOutOption(),
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(output, parsed.GetValue(noColor), configuration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, bool noColor, Configuration configuration, CancellationToken cancellationToken)
    {
        OracleOptions options = OracleOptions.Default with { ForwardPass = ForwardLoss.Pass };
        IOracle[] oracles =
            [.. OracleCatalogue.Names.Concat(configuration.Oracles.Keys).Select(name => configuration.Create(name, options))];
        bool colour = Terminal.HasColour(noColor, onError: false);
        configuration.Announce(new ConsoleStyle(output, colour));
        await using var run = new OracleRun(oracles, new CheckOptions(), output);
        IReadOnlyList<OracleReport> started = await run.StartAsync(cancellationToken);
        new ConsoleReport(output, colour, all: false, quiet: false)
            .WriteOracles(started, details: true);
        await output.WriteLineAsync("exec:COMMAND is any program that speaks the protocol, for example your engine.");
        return ExitCode.Agrees;
    }
}
