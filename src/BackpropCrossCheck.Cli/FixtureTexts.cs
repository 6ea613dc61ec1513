using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary>What the commands that turn one fixture into texts have in common.</summary>
internal static class FixtureTexts
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The document format that an option names.</summary>
    /// <param name="option">The option.</param>
    /// <param name="name">Its value; null means the first allowed format.</param>
    /// <param name="allowed">The allowed formats.</param>
    /// <exception cref="UsageException">The value names no allowed format.</exception>
    public static DocumentFormat Format(string option, string? name, IReadOnlyList<DocumentFormat> allowed)
        => name is null ? allowed[0]
            : allowed.FirstOrDefault(format => format.Name == name)
                ?? throw new UsageException(
                    $"{option} {Wording.Quote(name)}: one of {Wording.List([.. allowed.Select(format => format.Name)])} is expected.");

    /// <summary>The output requested by an option.</summary>
    /// <param name="name">The option.</param>
    /// <param name="path">Its value; null means standard output.</param>
    /// <exception cref="UsageException">The value is empty.</exception>
    public static AskedOutput Output(string name, string? path)
        => File(name, path) is { } file ? AskedOutput.Of(name, file, file) : AskedOutput.Standard(name);

    /// <summary>Checks the path given for an option or an argument.</summary>
    /// <param name="name">The name of the option or argument.</param>
    /// <param name="path">The path; null if none is given.</param>
    /// <exception cref="UsageException">The path is empty.</exception>
    public static string? File(string name, string? path)
        => path is { Length: 0 } ? throw new UsageException($"{name} \"\": an empty path was found; a file is expected.") : path;

    /// <summary>Reads a fixture, makes all the texts, and only then writes them.</summary>
    /// <param name="path">The fixture.</param>
    /// <param name="limit">How much of the fixture is read at most, in MiB.</param>
    /// <param name="outputs">Where each text goes.</param>
    /// <param name="make">Makes the texts, in the order of the outputs.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="diagnostics">For errors.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">A text would replace the fixture or another text.</exception>
    public static int Write(
        string path,
        int limit,
        IReadOnlyList<AskedOutput> outputs,
        Func<Fixture, IReadOnlyList<string>> make,
        TextWriter output,
        TextWriter diagnostics)
    {
        AskedOutputs.Refuse(outputs, [path]);
        IReadOnlyList<string> texts;
        byte[] bytes = [];
        try
        {
            bytes = InputFile.Read(path, limit);
            texts = make(FixtureReader.Read(bytes, path));
        }
        catch (FixtureException fault)
        {
            diagnostics.WriteLine($"backprop-check: {PrintableText.Of(fault.Message)}");
            return ExitCode.BadInput;
        }
        catch (UndefinedLossException fault)
        {
            FixtureError error = FixtureError.Of(fault).Locate(bytes, path);
            diagnostics.WriteLine($"backprop-check: {PrintableText.Of(ConsoleReport.Place(path, error))}: {error.Message}");
            return ExitCode.BadInput;
        }

        foreach ((AskedOutput asked, string text) in outputs.Zip(texts))
        {
            if (asked.Place.IsStandardOutput)
            {
                output.Write(text);
                output.Flush();
                continue;
            }

            try
            {
                WholeFile.Write(asked.Path, stream => stream.Write(Utf8.GetBytes(text)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                diagnostics.WriteLine(
                    $"backprop-check: {PrintableText.Of(asked.Path)} cannot be written: {PrintableText.Of(fault.Message)} (exit code "
                        + $"{ExitCode.InternalError})");
                return ExitCode.InternalError;
            }
        }

        return ExitCode.Agrees;
    }
}
