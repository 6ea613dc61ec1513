using System.Runtime.CompilerServices;
using System.Text;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Fixtures.Files;

namespace BackpropCrossCheck.Cli;

/// <summary>What the terminal can do, and what its user wants from it.</summary>
internal static class Terminal
{
    private static bool IsOutputShown => OperatingSystem.IsWindows() ? !Console.IsOutputRedirected : CLibrary.IsTerminal(1);

    private static bool IsErrorShown => OperatingSystem.IsWindows() ? !Console.IsErrorRedirected : CLibrary.IsTerminal(2);

    /// <summary>Whether the report may be coloured.</summary>
    /// <param name="forbidden">Whether --no-color was given.</param>
    /// <param name="onError">Whether the report goes to standard error.</param>
    public static bool HasColour(bool forbidden, bool onError) => !forbidden
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (onError ? IsErrorShown : IsOutputShown);

    /// <summary>A writer for standard output. It writes line by line to a terminal, in blocks to anything else. The caller disposes
    /// it.</summary>
    /// <param name="output">Standard output.</param>
    public static TextWriter OpenOutput(StandardStream output) => Open(output, IsOutputShown);

    /// <summary>A writer for standard error that writes everything at once. The caller disposes it.</summary>
    /// <param name="error">Standard error.</param>
    public static TextWriter OpenDiagnostics(StandardStream error) => Open(error, isImmediate: true);

    /// <summary>Standard output for a report. The caller disposes it.</summary>
    /// <exception cref="IOException">Standard output is closed.</exception>
    public static Stream OpenReport()
    {
        using var output = StandardStream.Output();
        return output.Fault is { } fault ? throw new IOException(fault) : Console.OpenStandardOutput();
    }

    /// <summary>Writes a last message to standard error, if it still accepts one, when the program ends at once.</summary>
    /// <param name="text">A line.</param>
    public static void SayLast(string text)
    {
        using TextWriter error = OpenDiagnostics(StandardStream.Error());
        error.WriteLine(text);
    }

    /// <summary>Standard error, if showing progress there helps: it is a terminal, and the report itself does not show how far the run
    /// is.</summary>
    /// <param name="quiet">Whether the report omits passing fixtures.</param>
    public static TextWriter? ForProgress(bool quiet)
        => IsErrorShown && (quiet || !IsOutputShown) ? Console.Error : null;

    /// <summary>Where a run shows its progress.</summary>
    /// <param name="quiet">Whether the report omits passing fixtures. A long run is then silent about its progress as well.</param>
    /// <param name="diagnostics">Standard error.</param>
    public static ProgressWriters Progress(bool quiet, TextWriter diagnostics) => new(ForProgress(quiet), quiet ? null : diagnostics);

    /// <summary>From now on, Ctrl-C cancels a command instead of ending the program at once. System.CommandLine starts listening only after
    /// an action's first await; anything earlier, such as starting the oracles, would be out of its reach.</summary>
    public static YieldAwaitable InterruptsAreHeeded()
    {
        CommandLine.HeedHangUp();
        return Task.Yield();
    }

    // Text is UTF-8 wherever it goes, also to a file or another program. The console's own writers would use the terminal's encoding.
    private static StreamWriter Open(Stream stream, bool isImmediate)
        => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16)
        {
            AutoFlush = isImmediate,
            NewLine = Environment.NewLine,
        };
}
