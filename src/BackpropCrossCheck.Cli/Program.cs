using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Oracles.Processes;

using var results = StandardStream.Output();
using var messages = StandardStream.Error();
using TextWriter output = Terminal.OpenOutput(results);
using TextWriter diagnostics = Terminal.OpenDiagnostics(messages);
int exitCode = ExitCode.InternalError;
PartFile.HeedEnd();
try
{
    if (OpenFiles.WhyTooFew() is { } tooFew)
    {
        await diagnostics.WriteLineAsync($"backprop-check: {tooFew} (exit code {ExitCode.InternalError})");
    }
    else if (WorkingFolder.Exists)
    {
        exitCode = await CommandLine.RunAsync(args, output, diagnostics);
    }
    else
    {
        await diagnostics.WriteLineAsync(WorkingFolder.IsGone);
    }
}
#pragma warning disable CA1031 // The boundary of the program: an unexpected exception gives exit code 4 and a request to report it.
catch (Exception fault)
#pragma warning restore CA1031
{
    await diagnostics.WriteLineAsync(
        WorkingFolder.Exists
            ? $"backprop-check: internal error, please report it with the fixture and this text:\n{fault}"
            : WorkingFolder.IsGone);
    exitCode = ExitCode.InternalError;
}

#pragma warning disable CA1849 // Asynchronously, this last step would start the thread pool.
output.Flush();
#pragma warning restore CA1849
if (results.Fault is { } reason)
{
    await diagnostics.WriteLineAsync($"backprop-check: standard output cannot be written: {reason} (exit code {ExitCode.InternalError})");
}

return results.Fault is null && messages.Fault is null ? exitCode : ExitCode.InternalError;
