using System.Runtime.CompilerServices;
using System.Text;
using BackpropCrossCheck.Cli.Files;

namespace BackpropCrossCheck.Cli;

/// <summary>What the terminal is, and what its user wants of it.</summary>
internal static class Terminal
{
    /// <summary>Whether the report may be coloured.</summary>
    /// <param name="forbidden">Whether --no-color was given.</param>
    /// <param name="onError">Whether the report goes to standard error.</param>
    public static bool HasColour(bool forbidden, bool onError) => !forbidden
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && !(onError ? Console.IsErrorRedirected : Console.IsOutputRedirected);

    /// <summary>A writer for standard output: line by line to a terminal, in blocks elsewhere. The caller disposes it.</summary>
    /// <param name="output">Standard output.</param>
    public static TextWriter OpenOutput(StandardStream output) => Open(output, !Console.IsOutputRedirected);

    /// <summary>A writer for standard error, whatever is written at once. The caller disposes it.</summary>
    /// <param name="error">Standard error.</param>
    public static TextWriter OpenDiagnostics(StandardStream error) => Open(error, isImmediate: true);

    /// <summary>Standard output for a report. The caller disposes it.</summary>
    /// <exception cref="IOException">It is closed.</exception>
    public static Stream OpenReport()
    {
        using var output = StandardStream.Output();
        return output.Fault is { } fault ? throw new IOException(fault) : Console.OpenStandardOutput();
    }

    /// <summary>Says something on standard error, where that takes it, when the program ends on the spot.</summary>
    /// <param name="text">A line.</param>
    public static void SayLast(string text)
    {
        using TextWriter error = OpenDiagnostics(StandardStream.Error());
        error.WriteLine(text);
    }

    /// <summary>Standard error where progress on it helps: it is a terminal, and the report itself does not show how far the run
    /// is.</summary>
    /// <param name="quiet">Whether the report leaves passing fixtures out.</param>
    public static TextWriter? ForProgress(bool quiet)
        => !Console.IsErrorRedirected && (quiet || Console.IsOutputRedirected) ? Console.Error : null;

    /// <summary>Where a run says how far it is.</summary>
    /// <param name="quiet">Whether the report leaves passing fixtures out; then one that takes long says nothing of it either.</param>
    /// <param name="diagnostics">Standard error.</param>
    public static ProgressWriters Progress(bool quiet, TextWriter diagnostics) => new(ForProgress(quiet), quiet ? null : diagnostics);

    /// <summary>From here on Ctrl-C cancels a command instead of ending the program on the spot: System.CommandLine listens once an action
    /// has first been awaited, and all before that, the start of oracles among it, would be out of its reach.</summary>
    public static YieldAwaitable InterruptsAreHeeded()
    {
        CommandLine.HeedHangUp();
        return Task.Yield();
    }

    // UTF-8 wherever the text goes, a file and another program included; Console's own writers ask for the terminal's encoding first.
    private static StreamWriter Open(Stream stream, bool isImmediate)
        => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16)
        {
            AutoFlush = isImmediate,
            NewLine = Environment.NewLine,
        };
}
