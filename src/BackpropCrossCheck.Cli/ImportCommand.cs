using System.CommandLine;
using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Import;
using BackpropCrossCheck.Import.Building;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary><c>import MODEL</c>: makes a fixture of a saved model.</summary>
internal static class ImportCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The command.</summary>
    /// <param name="output">For results.</param>
    /// <param name="diagnostics">For errors.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var arguments = new ImportArguments();
        var command = new Command(
            "import", "Make a fixture of a saved model: Keras, ONNX, safetensors, NumPy. What cannot be one is named.");
        arguments.AddTo(command);
        command.SetAction(parsed => Run(arguments, parsed, output, diagnostics));
        return command;
    }

    private static int Run(ImportArguments arguments, ParseResult parsed, TextWriter output, TextWriter diagnostics)
    {
        AskedOutput asked = arguments.Output(parsed);
        ImportedModel model;
        Fixture fixture;
        try
        {
            ModelOptions options = arguments.Options(parsed);
            FixtureRequest request = arguments.Request(parsed);
            model = ModelFile.Read(request.File, options);
            fixture = FixtureBuilder.Of(model, request);
        }
        catch (FixtureException fault)
        {
            diagnostics.WriteLine($"backprop-check: {PrintableText.Of(fault.Message)}");
            return ExitCode.BadInput;
        }

        byte[] text = Utf8.GetBytes(FixtureWriter.Of(fixture));
        bool toOutput = asked.Place.IsStandardOutput;
        try
        {
            if (toOutput)
            {
                output.Write(Utf8.GetString(text));
                output.Flush();
            }
            else
            {
                WholeFile.Write(asked.Path, stream => stream.Write(text));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.WriteLine(
                $"backprop-check: {PrintableText.Of(asked.Path)} cannot be written: {PrintableText.Of(fault.Message)} (exit code "
                    + $"{ExitCode.InternalError})");
            return ExitCode.InternalError;
        }

        Say(new ConsoleStyle(toOutput ? diagnostics : output, colour: false), model, fixture, toOutput ? null : asked.Path);
        return ExitCode.Agrees;
    }

    private static void Say(ConsoleStyle style, ImportedModel model, Fixture fixture, string? file)
    {
        string sizes = string.Join('-', [fixture.Network.Inputs, .. fixture.Network.Layers.Select(layer => layer.Units)]);
        style.Paragraph(
            0,
            "imported     ",
            $"{fixture.Source}: {sizes}, {Wording.Count(fixture.Batch.Samples, "sample")}, {fixture.Loss.Term.Name} "
                + $"({ContractNames.Of(fixture.Loss.Reduction)})");
        foreach ((string name, Engine.Layer layer) in model.LayerNames.Zip(fixture.Network.Layers))
        {
            style.Paragraph(
                0, "layer        ", $"{name}: {layer.Activation}{(layer.HasBias ? string.Empty : ", without bias")}");
        }

        if (fixture.Description is { } description)
        {
            style.Paragraph(0, "note         ", description);
        }

        if (file is not null)
        {
            style.Paragraph(0, "written      ", file);
            style.Paragraph(0, "go on with   ", $"backprop-check check {Shell(file)}");
        }
    }

    private static string Shell(string path)
        => path.All(letter => char.IsLetterOrDigit(letter) || "/\\._-:".Contains(letter, StringComparison.Ordinal))
            ? path : $"\"{path}\"";
}
