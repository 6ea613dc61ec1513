using System.CommandLine;
using System.Text;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Teaching;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Cli;

/// <summary><c>init [FILE]</c>: writes a first fixture to start from.</summary>
internal static class InitCommand
{
    private const string DefaultFile = "my-network.json";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The command.</summary>
    /// <param name="output">For the fixture and the command to go on with.</param>
    /// <param name="diagnostics">For errors.</param>
    public static Command Create(TextWriter output, TextWriter diagnostics)
    {
        var file = new Argument<string>("FILE")
        {
            Description = $"The file to write (default {DefaultFile}); - is standard output.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> layers = OptionText.Option("--layers", "2-3-2", "The inputs, then the units of each layer (default 2-3-2).");
        Option<string> activations = OptionText.Option(
            "--activations", "tanh,linear", "The activation of each layer (default: tanh, and linear or what the loss needs at last).");
        Option<string> loss = OptionText.Option("--loss", "CONVENTION", "The loss (default half-sum-of-squares).");
        Option<string> samples = OptionText.Option("--samples", "N", "The number of samples (default 2).");
        Option<string> seed = OptionText.Option("--seed", "S", "The same S gives the same numbers (default 1).");
        var force = new Option<bool>("--force") { Description = "Replace a file that is there already." };
        var command = new Command("init", "Write a first fixture to start from, with numbers, and say how to go on.")
        {
            file, layers, activations, loss, samples, seed, force,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(file) is { Length: 0 })
            {
                throw new UsageException("FILE \"\": an empty path was found; the file to write is expected.");
            }

            string path = PathArguments.Checked(parsed, "FILE", [parsed.GetValue(file) ?? DefaultFile])[0];
            int[] widths = NetworkText.Widths(parsed.GetValue(layers) ?? "2-3-2");
            Loss asked = OptionText.Convention("--loss", parsed.GetValue(loss) ?? ContractNames.ShortLosses[0])!.Value;
            var first = new FirstFixture(
                widths,
                Activations(parsed.GetValue(activations), widths.Length - 1, asked),
                asked,
                OptionText.Count("--samples", parsed.GetValue(samples)) ?? 2,
                NetworkText.Seed(parsed.GetValue(seed)) ?? 1);
            return Write(path, first, parsed.GetValue(force), output, diagnostics);
        });
        return command;
    }

    private static int Write(string path, FirstFixture first, bool force, TextWriter output, TextWriter diagnostics)
    {
        AskedOutput asked = path == "-" ? AskedOutput.Standard("FILE") : AskedOutput.Of("FILE", path, path);
        AskedOutputs.Refuse([asked], []);
        string text = first.Text(asked.Place.IsStandardOutput ? "my network" : Path.GetFileNameWithoutExtension(path));
        RefuseUndefined(text, path);
        if (asked.Place.IsStandardOutput)
        {
            output.Write(text);
            output.Flush();
            diagnostics.WriteLine("Write this to a file, and go on with: backprop-check check FILE");
            return ExitCode.Agrees;
        }

        if (!force && Path.Exists(path))
        {
            throw new UsageException($"FILE {Wording.Quote(path)} is there already and is left as it is. Give another FILE, or --force.");
        }

        try
        {
            WholeFile.Write(path, stream => stream.Write(Utf8.GetBytes(text)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.WriteLine(
                $"backprop-check: {PrintableText.Of(path)} cannot be written: {PrintableText.Of(fault.Message)} (exit code "
                    + $"{ExitCode.InternalError})");
            return ExitCode.InternalError;
        }

        output.WriteLine($"{PrintableText.Of(path)} is written. Go on with:");
        output.WriteLine($"  {ReproduceCommand.Of("check", path)}");
        output.WriteLine($"  {ReproduceCommand.Of("trace", path)}");
        return ExitCode.Agrees;
    }

    /// <summary>Not every loss is defined for the outputs of every activation.</summary>
    private static void RefuseUndefined(string text, string path)
    {
        try
        {
            new BackpropagationEngine().Calculate(FixtureReader.Read(Utf8.GetBytes(text), path));
        }
        catch (UndefinedLossException fault)
        {
            throw new UsageException($"--loss: {FixtureError.Of(fault).Message}");
        }
        catch (FixtureException fault)
        {
            throw new UsageException($"--loss: these layers and this loss make no fixture: {fault.Problem}");
        }
    }

    private static Activation[] Activations(string? text, int layers, Loss loss)
    {
        if (text is null)
        {
            Activation last = loss.Term is CrossEntropy { FusedWith: var fused } ? fused : NetworkText.Activation("linear");
            return [.. Enumerable.Repeat(NetworkText.Activation("tanh"), layers - 1), last];
        }

        Activation[] activations = [.. text.Split(',').Select(name => NetworkText.Activation(name.Trim()))];
        return activations.Length == layers ? activations : throw new UsageException(
            $"--activations {Wording.Quote(text)}: {Wording.Count(layers, "activation is", "activations are")} expected, "
                + "one for each layer.");
    }
}
