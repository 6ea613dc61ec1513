using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Cli;

/// <summary>The help, with the exit codes where it is about the program, <c>check</c> or <c>fuzz</c>.</summary>
/// <param name="inner">The help without them.</param>
/// <param name="commands">The commands whose help has them.</param>
internal sealed class HelpWithExitCodes(HelpAction inner, params IEnumerable<Command> commands) : SynchronousCommandLineAction
{
    private static readonly (int Code, string Meaning)[] Codes =
    [
        (ExitCode.Agrees, "everything asked for was checked and agrees"),
        (ExitCode.Discrepancy, "a discrepancy"),
        (ExitCode.BadInput, "bad arguments or a bad fixture"),
        (ExitCode.Inconclusive, "inconclusive: an oracle that was asked for is missing or failed, a number"),
        (ExitCode.InternalError, "internal error"),
        (ExitCode.NothingChecked, "nothing was checked"),
    ];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        int exitCode = inner.Invoke(parseResult);
        if (commands.Contains(parseResult.CommandResult.Command))
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Exit codes:");
            foreach ((int code, string meaning) in Codes)
            {
                output.WriteLine(FormattableString.Invariant($"  {code}  {meaning}"));
                if (code == ExitCode.Inconclusive)
                {
                    output.WriteLine("     is undecidable, or no TensorFlow stood against the engine");
                }
            }

            output.WriteLine("  When several hold, 4 comes before 2, 2 before 1, 1 before 3.");
            output.WriteLine();
        }

        return exitCode;
    }
}
