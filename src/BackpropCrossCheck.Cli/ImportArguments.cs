using System.CommandLine;
using System.Globalization;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import;
using BackpropCrossCheck.Import.Arrays;
using BackpropCrossCheck.Import.Building;

namespace BackpropCrossCheck.Cli;

/// <summary>The arguments and options of <c>import</c>.</summary>
internal sealed class ImportArguments
{
    private const int DefaultSamples = 4;
    private const string WeightsEnding = ".weights";

    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "A saved model: .keras, .h5, .weights.h5, .onnx, .safetensors, .npz or .npy.",
    };

    private readonly Option<string> _output
        = OptionText.Option("--output", "FILE", "Write the fixture to a file instead of standard output.");

    private readonly Option<bool> _force = new("--force") { Description = "Overwrite FILE if it is there already." };

    private readonly Option<string> _name = OptionText.Option("--name", "NAME", "The fixture's name (default: that of the model's file).");

    private readonly Option<string> _inputs = OptionText.Option(
        "--inputs", "FILE", "The inputs, one row a sample: .npy, .npz, .csv or .json (default: a few made-up numbers).");

    private readonly Option<string> _labels = OptionText.Option(
        "--labels", "FILE", "The labels, one row or one class a sample: .npy, .npz, .csv or .json (default: made up).");

    private readonly Option<string> _loss = OptionText.Option(
        "--loss", "CONVENTION", "The loss (default: that of the model's file; else the usual one of the last activation).");

    private readonly Option<bool> _logits = new("--logits")
    {
        Description = "The loss takes logits: give the last layer the softmax or sigmoid that the loss applies by itself.",
    };

    private readonly Option<string> _layers = OptionText.Option(
        "--layers", "SIZES", "The sizes of the layers, inputs first, for weights without a model, for example 4-8-3.");

    private readonly Option<string> _activations = OptionText.Option(
        "--activations",
        "NAMES",
        "An activation for each layer, for weights without a model, for example tanh,softmax or elu(0.5),linear.");

    private readonly Option<string> _kernel = OptionText.Option(
        "--kernel", "units-by-inputs|inputs-by-units", "What a row of a matrix is, where names and sizes do not tell.");

    private readonly Option<string[]> _map = new("--map")
    {
        HelpName = "LAYER.weights=NAME",
        Description = "Which array is which (repeatable), also LAYER.bias=NAME, where the order of the names does not tell.",
    };

    private readonly Option<string> _samples
        = OptionText.Option("--samples", "N", $"How many samples are made up, from 1 to 1024 (default {DefaultSamples}).");

    private readonly Option<string> _seed
        = OptionText.Option("--seed", "N", "Other made-up numbers; the same N gives the same ones (default 1).");

    private readonly SizeArgument _size = new();

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_model);
        foreach (Option option in (Option[])[
            _output, _force, _name, _inputs, _labels, _loss, _logits, _layers, _activations, _kernel, _map, _samples, _seed, _size.Option])
        {
            command.Add(option);
        }
    }

    /// <summary>The model.</summary>
    /// <exception cref="UsageException">The path is empty.</exception>
    public string Model(ParseResult parsed) => FixtureTexts.File(_model.Name, parsed.GetValue(_model))!;

    /// <summary>Where the fixture goes.</summary>
    /// <exception cref="UsageException">The path is empty, is a file that is read, or is there already without --force.</exception>
    public AskedOutput Output(ParseResult parsed)
    {
        AskedOutput output = FixtureTexts.Output(_output.Name, parsed.GetValue(_output));
        AskedOutputs.Refuse([output], Files(parsed));
        return output.Place.IsStream || parsed.GetValue(_force) || !File.Exists(output.Path) ? output : throw new UsageException(
            $"{output}: that file is there already. Give it another path, or add {_force.Name} to overwrite it.");
    }

    private IEnumerable<string> Files(ParseResult parsed)
        =>
        [
            Model(parsed),
            .. new[] { _inputs, _labels }.Select(option => FixtureTexts.File(option.Name, parsed.GetValue(option)))
                .OfType<string>().Select(DataReader.FileOf),
        ];

    /// <summary>What is said about the model.</summary>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public ModelOptions Options(ParseResult parsed) => new()
    {
        Limit = _size.Of(parsed),
        Sizes = Sizes(parsed.GetValue(_layers)),
        Activations = Activations(parsed.GetValue(_activations)),
        Layout = Layout(parsed.GetValue(_kernel)),
        Map = [.. (parsed.GetValue(_map) ?? []).Select(Place)],
    };

    /// <summary>What else the fixture is made of.</summary>
    /// <exception cref="UsageException">An option has an invalid value.</exception>
    public FixtureRequest Request(ParseResult parsed)
    {
        int limit = _size.Of(parsed);
        Loss? loss = OptionText.Convention(_loss.Name, parsed.GetValue(_loss));
        int samples = OptionText.Count(_samples.Name, parsed.GetValue(_samples)) ?? DefaultSamples;
        ulong seed = parsed.GetValue(_seed) is not { } text ? 1
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value
            : throw new UsageException($"{_seed.Name} {Wording.Quote(text)}: a whole number from 0 to {ulong.MaxValue} is expected.");
        string name = parsed.GetValue(_name) ?? NameOf(Model(parsed));
        return new FixtureRequest
        {
            File = Model(parsed),
            Name = name.Length > 0 ? name : throw new UsageException($"{_name.Name} \"\": a name is expected."),
            Inputs = parsed.GetValue(_inputs) is { } inputs ? DataReader.Read(inputs, "inputs", limit) : null,
            Labels = parsed.GetValue(_labels) is { } labels ? DataReader.Read(labels, "labels", limit) : null,
            Loss = loss,
            TakesLogits = parsed.GetValue(_logits),
            Samples = samples,
            Seed = seed,
        };
    }

    private static string NameOf(string model)
    {
        string name = Path.GetFileNameWithoutExtension(model);
        return name.EndsWith(WeightsEnding, StringComparison.Ordinal) && name.Length > WeightsEnding.Length
            ? name[..^WeightsEnding.Length]
            : name;
    }

    private int[]? Sizes(string? text)
    {
        int[]? sizes = text?.Split('-', ',').Select(
            size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0).ToArray();
        return sizes is null || (sizes.Length > 1 && Array.TrueForAll(sizes, size => size > 0)) ? sizes : throw new UsageException(
            $"{_layers.Name} {Wording.Quote(text!)}: at least two sizes are expected, inputs first, for example 4-8-3.");
    }

    private Activation[]? Activations(string? text) => text?.Split(',').Select(Activation).ToArray();

    private Activation Activation(string text)
    {
        string[] parts = text.Trim().TrimEnd(')').Split('(', ':');
        Activation activation = Engine.Activations.Activation.Named(parts[0]) ?? throw new UsageException(
            $"{_activations.Name} {Wording.Quote(text)}: there is no activation {Wording.Quote(parts[0])}"
                + $"{NearestName.Question(parts[0], Engine.Activations.Activation.All.Select(known => known.Name))} "
                + $"One is expected for each layer: {Wording.List(Engine.Activations.Activation.All.Select(known => known.Name))}.");
        return parts.Length == 1 ? activation
            : parts.Length == 2 && activation.Alpha is not null
                && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double alpha) && double.IsFinite(alpha)
                ? activation.WithAlpha(alpha)
            : throw new UsageException(
                $"{_activations.Name} {Wording.Quote(text)}: a name is expected, with a number for leaky-relu and elu: elu(0.5).");
    }

    private KernelLayout? Layout(string? text) => text switch
    {
        null => null,
        "units-by-inputs" => KernelLayout.UnitsByInputs,
        "inputs-by-units" => KernelLayout.InputsByUnits,
        _ => throw new UsageException($"{_kernel.Name} {Wording.Quote(text)}: units-by-inputs or inputs-by-units is expected."),
    };

    private ArrayPlace Place(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] place = equals < 0 ? [] : text[..equals].Split('.');
        return place is [var layer, "weights" or "bias"] && equals < text.Length - 1
            && int.TryParse(layer, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 1024
            ? new ArrayPlace(number, place[1] == "bias", text[(equals + 1)..])
            : throw new UsageException(
                $"{_map.Name} {Wording.Quote(text)}: LAYER.weights=NAME or LAYER.bias=NAME is expected, for example 1.weights=fc1.weight.");
    }
}
