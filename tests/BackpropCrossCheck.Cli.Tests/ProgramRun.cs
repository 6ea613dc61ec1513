using System.Diagnostics;
using System.Text;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The results of a finished run.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Error, TimeSpan Duration)
{
    /// <summary>Its standard output with single spaces for all white space, so that wrapping does not matter.</summary>
    public string Prose => string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A run takes seconds. With forty programs to each processor it takes a minute; a run that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>backprop-check check PATH --oracle none</c> and more in a folder.</summary>
    public static ProgramRun Check(TemporaryFolder folder, params string[] arguments)
        => In(folder.Root, ["check", "--oracle", "none", .. arguments]);

    /// <summary>Runs backprop-check in a folder. JSON reports must be as the schema says.</summary>
    public static ProgramRun In(string folder, params string[] arguments)
    {
        var run = Of(Start(folder, arguments));
        Schema.AssertReports(folder, arguments, run);
        return run;
    }

    /// <summary>Runs backprop-check in a folder, with a text on standard input.</summary>
    public static ProgramRun WithInput(string folder, string input, params string[] arguments)
        => Of(Start(folder, arguments), input: input);

    /// <summary>How backprop-check is started in a folder.</summary>
    public static ProcessStartInfo Start(string folder, params string[] arguments)
        => StartOf(Repository.DotNet, folder, [Repository.Program, .. arguments]);

    /// <summary>How a program is started, its streams redirected.</summary>
    public static ProcessStartInfo StartOf(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        // Settings of the person who runs the tests must not change the results.
        start.Environment.Remove("NO_COLOR");
        start.Environment.Remove("GITHUB_ACTIONS");
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        foreach (string variable in start.Environment.Keys.Where(IsShardVariable).ToArray())
        {
            start.Environment.Remove(variable);
        }

        return start;
    }

    private static bool IsShardVariable(string name)
        => name is "JOB_COMPLETION_INDEX"
            || new[] { "CI_NODE_", "SLURM_ARRAY_", "BACKPROP_CHECK_SHARD" }.Any(
                beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">The program.</param>
    /// <param name="whileRunning">Called after the start; may be null.</param>
    /// <param name="input">What it can read from standard input.</param>
    public static ProgramRun Of(ProcessStartInfo start, Action<RunningProgram>? whileRunning = null, string input = "")
    {
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var running = new RunningProgram(process);
        try
        {
            whileRunning?.Invoke(running);
            if (!process.WaitForExit(Patience))
            {
                throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {Patience}.");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new ProgramRun(
            process.ExitCode, running.WholeOutput.ReplaceLineEndings("\n"), running.WholeError.ReplaceLineEndings("\n"), clock.Elapsed);
    }
}
