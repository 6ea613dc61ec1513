using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli;

try
{
    using TextWriter output = Terminal.OpenOutput();
    return await CommandLine.RunAsync(args, output, Console.Error);
}
#pragma warning disable CA1031 // The boundary of the program: whatever was not foreseen becomes exit code 4 and a request to report it.
catch (Exception fault)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"backprop-check: internal error, please report it with the fixture and this text:\n{fault}");
    return ExitCode.InternalError;
}
