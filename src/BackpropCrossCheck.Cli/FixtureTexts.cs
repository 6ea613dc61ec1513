using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Reports;

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
                ?? throw new UsageException($"{option} {Wording.Quote(name)}: one of {Wording.List([.. allowed.Select(format => format.Name)])} is expected.");

    /// <summary>A path that may be used.</summary>
    /// <param name="name">The option or argument that it is the value of.</param>
    /// <param name="path">The path; null where none is given.</param>
    /// <exception cref="UsageException">It is empty.</exception>
    public static string? File(string name, string? path)
        => path is { Length: 0 } ? throw new UsageException($"{name} \"\": an empty path was found; a file is expected.") : path;

    /// <summary>Reads the fixture, makes the texts, and writes them when all are made.</summary>
    /// <param name="path">The fixture.</param>
    /// <param name="limit">The most that is read of the fixture, in MiB.</param>
    /// <param name="make">Makes the texts.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="diagnostics">For errors.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">A text would take the place of the fixture.</exception>
    public static int Write(string path, int limit, Func<Fixture, IReadOnlyList<WrittenText>> make, TextWriter output, TextWriter diagnostics)
    {
        IReadOnlyList<WrittenText> texts;
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

        WholeFile.RefuseToReplace([.. texts.Select(text => text.Path).OfType<string>().Select(written => (written, written))], [path]);
        foreach (WrittenText text in texts)
        {
            if (text.Path is null)
            {
                output.Write(text.Text);
                continue;
            }

            try
            {
                WholeFile.Write(text.Path, stream => stream.Write(Utf8.GetBytes(text.Text)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                diagnostics.WriteLine($"backprop-check: {PrintableText.Of(text.Path)} cannot be written: {PrintableText.Of(fault.Message)} (exit code {ExitCode.InternalError})");
                return ExitCode.InternalError;
            }
        }

        return ExitCode.Agrees;
    }
}
