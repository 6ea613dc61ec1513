using System.Text.Json;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>Turns the layers of a Keras model into those of a fixture, one after the other.</summary>
/// <param name="weights">Where their arrays are.</param>
/// <param name="chain">The network so far.</param>
/// <param name="isVersion2">Whether Keras 2 wrote the model.</param>
internal sealed class KerasLayers(IKerasWeights weights, LayerChain chain, bool isVersion2)
{
    /// <summary>What can be imported.</summary>
    public const string Can = "What can be imported is a chain of InputLayer, Dense, Activation, ReLU, LeakyReLU, ELU, Softmax, "
        + "Flatten of the input, and Dropout and noise, which do nothing outside training.";

    private const double OldSlope = 0.3;

    private readonly KerasRegularizers _regularizers = new(chain);

    /// <summary>The shape of a sample here; null while it is not known.</summary>
    private int[]? _shape;

    /// <summary>Adds a layer.</summary>
    /// <param name="node">Its configuration: an object with class_name and config.</param>
    public void Add(KerasNode node)
    {
        string type = node["class_name"].RequireText();
        KerasNode config = node["config"];
        string name = config["name"].RequireText();
        _shape ??= Shape(config, name, type);
        switch (type)
        {
            case "InputLayer":
                break;
            case "Dense":
                AddDense(name, type, config, weights.Of(name, type));
                break;
            case "Flatten":
                Flatten(name, type, config);
                break;
            case "Dropout" or "AlphaDropout" or "GaussianDropout" or "GaussianNoise":
                chain.Note($"The layer {Wording.Quote(name)} ({type}) is left out, since it does nothing outside training.");
                break;
            case "Activation":
                chain.Activate(name, type, KerasActivation.Of(config["activation"], name, type, isVersion2, chain));
                break;
            case "ReLU":
                chain.Activate(name, type, Relu(name, type, config));
                break;
            case "LeakyReLU":
                chain.Activate(name, type, new LeakyRelu(
                    config["negative_slope"].AsNumber ?? config["alpha"].AsNumber ?? OldSlope));
                break;
            case "ELU":
                chain.Activate(name, type, new Elu(config["alpha"].AsNumber ?? 1));
                break;
            case "Softmax":
                RequireLastAxis(name, type, config);
                chain.Activate(name, type, new Softmax());
                break;
            default:
                throw chain.Fault(name, type, "a fixture cannot have it.");
        }
    }

    /// <summary>What the model adds to its loss for the size of its weights. Call it once, after the last layer.</summary>
    public Regularization Regularization() => _regularizers.Finish();

    private void AddDense(string name, string type, KerasNode config, IReadOnlyList<Tensor> arrays)
    {
        int units = config["units"].RequireCount();
        bool hasBias = config["use_bias"].Element.ValueKind != JsonValueKind.False;
        if (config["quantization_config"].IsGiven || config["lora_rank"].IsGiven)
        {
            throw chain.Fault(name, type, "its weights are quantised, or have a low-rank part.");
        }

        if (arrays.Count != (hasBias ? 2 : 1) || arrays[0].Rank != 2 || arrays[0].Shape[1] != units)
        {
            throw chain.Fault(
                name,
                type,
                $"a kernel of {units} columns{(hasBias ? " and a bias are" : " is")} expected, and the file has "
                    + $"{(arrays.Count == 0 ? "no array" : Wording.List(arrays.Select(array => array.ShapeText)))} for it.");
        }

        if (_shape is { Length: > 1 })
        {
            throw chain.Fault(name, type, $"its input has the shape {ShapeText}; put a Flatten layer before it, or flatten the data.");
        }

        if (_shape is [var inputs] && inputs != arrays[0].Shape[0])
        {
            throw chain.Fault(name, type, $"its input has {Wording.Count(inputs, "number")}, but its kernel {arrays[0].Shape[0]} rows.");
        }

        if ((config["dtype"].AsText ?? config["dtype"]["config"]["name"].AsText) is { } format
            && format.Contains("float16", StringComparison.Ordinal))
        {
            chain.Note(
                $"The layer {Wording.Quote(name)} calculates in {format}, and the fixture does not: "
                    + "the model's own gradients are coarser.");
        }

        _regularizers.Add(name, config, hasBias);
        Activation activation = KerasActivation.Of(config["activation"], name, type, isVersion2, chain);
        chain.Add(name, type, arrays[0].Transposed(), hasBias ? arrays[1] : null, activation);
        _shape = [units];
    }

    private void Flatten(string name, string type, KerasNode config)
    {
        if (_shape is null)
        {
            throw chain.Fault(name, type, "the shape of the input is not in the file, so what is flattened is not known.");
        }

        if (config["data_format"].AsText is { } format && format != "channels_last" && _shape.Length > 1)
        {
            throw chain.Fault(name, type, $"its data_format is {Wording.Quote(format)}, which turns the axes around.");
        }

        if (_shape.Length > 1)
        {
            chain.Note($"The input of the model has the shape {ShapeText}; a fixture's is flat, row by row.");
        }

        _shape = [_shape.Aggregate(1, (product, length) => checked(product * length))];
    }

    private string ShapeText => Tensor.TextOf(_shape!);

    private Activation Relu(string name, string type, KerasNode config)
    {
        double? most = config["max_value"].AsNumber;
        double slope = config["negative_slope"].AsNumber ?? 0;
        return (most, slope, config["threshold"].AsNumber ?? 0) switch
        {
            (null, 0, 0) => new Relu(),
            (6, 0, 0) => KerasActivation.Named("relu6", "relu6", name, type, chain),
            (null, _, 0) => new LeakyRelu(slope),
            _ => throw chain.Fault(name, type, "its max_value or threshold is none that a fixture can have."),
        };
    }

    private void RequireLastAxis(string name, string type, KerasNode config)
    {
        if (config["axis"].AsNumber is { } axis && axis is not (-1 or 1))
        {
            throw chain.Fault(name, type, "it is not taken over the units of a sample, the last axis.");
        }
    }

    private int[]? Shape(KerasNode config, string name, string type)
    {
        KerasNode shape = new[] { config["batch_shape"], config["batch_input_shape"] }.FirstOrDefault(node => node.IsGiven);
        if (!shape.IsGiven)
        {
            return null;
        }

        KerasNode[] lengths = [.. shape.Elements.Skip(1)];
        if (lengths.Length == 0 || Array.Exists(lengths, length => !length.IsGiven))
        {
            throw chain.Fault(
                name,
                type,
                $"its shape {Wording.Quote(shape.Element.GetRawText())} is dynamic beyond the samples; a fixture needs fixed sizes.");
        }

        int[] found = [.. lengths.Select(length => length.RequireCount())];
        _ = Tensor.CountOf(shape.File, shape.Path, [.. found.Select(length => (long)length)]);
        return found;
    }
}
