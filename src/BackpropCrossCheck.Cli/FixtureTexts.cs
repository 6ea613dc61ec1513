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

/// <summary>Commands that make texts of one fixture.</summary>
internal static class FixtureTexts
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A format of documents.</summary>
    /// <param name="option">The option.</param>
    /// <param name="name">Its value; null for the first of those allowed.</param>
    /// <param name="allowed">The formats that it may be.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static DocumentFormat Format(string option, string? name, IReadOnlyList<DocumentFormat> allowed)
        => name is null ? allowed[0]
            : allowed.FirstOrDefault(format => format.Name == name)
                ?? throw new UsageException(
                    $"{option} {Wording.Quote(name)}: one of {Wording.List([.. allowed.Select(format => format.Name)])} is expected.");

    /// <summary>The output that an option asks for.</summary>
    /// <param name="name">The option.</param>
    /// <param name="path">Its value; null for standard output.</param>
    /// <exception cref="UsageException">It is empty.</exception>
    public static AskedOutput Output(string name, string? path)
        => File(name, path) is { } file ? AskedOutput.Of(name, file, file) : AskedOutput.Standard(name);

    /// <summary>A path that may be used.</summary>
    /// <param name="name">The option or argument that it is the value of.</param>
    /// <param name="path">The path; null where none is given.</param>
    /// <exception cref="UsageException">It is empty.</exception>
    public static string? File(string name, string? path)
        => path is { Length: 0 } ? throw new UsageException($"{name} \"\": an empty path was found; a file is expected.") : path;

    /// <summary>Reads the fixture, makes the texts, and writes them when all are made.</summary>
    /// <param name="path">The fixture.</param>
    /// <param name="limit">The most that is read of the fixture, in MiB.</param>
    /// <param name="outputs">Where the texts go.</param>
    /// <param name="make">Makes the texts, in that order.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="diagnostics">For errors.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">A text would take the place of the fixture, or of another text.</exception>
    public static int Write(
        string path, int limit, IReadOnlyList<AskedOutput> outputs, Func<Fixture, IReadOnlyList<string>> make, TextWriter output, TextWriter diagnostics)
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
