using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli;
using BackpropCrossCheck.Fixtures;

try
{
    // To get ready for the first fixture takes the runtime about as long as the command line: where there is a second processor, both happen at once.
    var prepared = Task.Run(FixtureReader.Prepare);
    using TextWriter output = Terminal.OpenOutput();
    using TextWriter diagnostics = Terminal.OpenDiagnostics();
    int exitCode = await CommandLine.RunAsync(args, output, diagnostics);
    await prepared;
    return exitCode;
}
#pragma warning disable CA1031 // The boundary of the program: whatever was not foreseen becomes exit code 4 and a request to report it.
catch (Exception fault)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"backprop-check: internal error, please report it with the fixture and this text:\n{fault}");
    return ExitCode.InternalError;
}
