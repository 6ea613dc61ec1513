using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Models;

/// <summary>Puts a network together, from the input to the output: matrices, biases and activations as a file lists them.</summary>
/// <param name="file">The file.</param>
/// <param name="can">What can be imported from such a file, in a sentence.</param>
internal sealed class LayerChain(string file, string can)
{
    private readonly List<(string Name, string Type, Layer Layer)> _layers = [];
    private readonly List<string> _notes = [];
    private bool _takesBias;

    /// <summary>How many numbers the last layer gives; null before the first layer.</summary>
    public int? Units => _layers.Count == 0 ? null : _layers[^1].Layer.Units;

    /// <summary>Whether the last thing added was a matrix without a bias.</summary>
    public bool TakesBias => _takesBias;

    /// <summary>Adds a layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="weights">K×M.</param>
    /// <param name="bias">K numbers, or null.</param>
    /// <param name="activation">h().</param>
    /// <exception cref="FixtureException">The sizes do not fit.</exception>
    public void Add(string name, string type, Tensor weights, Tensor? bias, Activation activation)
    {
        int units = weights.Shape[0];
        int inputs = weights.Shape[1];
        if (Units is { } before && before != inputs)
        {
            throw Fault(name, type, $"it takes {Wording.Count(inputs, "number")}, but the layer before it gives {before}.");
        }

        RequireBias(name, type, bias, units);
        _layers.Add((name, type, new Layer(inputs, units, weights.Finite(file).Values, bias?.Finite(file).Values, activation)));
        _takesBias = bias is null && activation is Linear;
    }

    /// <summary>Gives the last layer its bias.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="bias">K numbers.</param>
    /// <exception cref="FixtureException">The bias does not fit.</exception>
    public void AddBias(string name, string type, Tensor bias)
    {
        (string layerName, string layerType, Layer layer) = _layers[^1];
        RequireBias(name, type, bias, layer.Units);
        _layers[^1] = (layerName, layerType, new Layer(
            layer.Inputs, layer.Units, layer.Weights.ToArray(), bias.Finite(file).Values, layer.Activation));
        _takesBias = false;
    }

    /// <summary>Adds an activation.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="activation">h().</param>
    /// <exception cref="FixtureException">There is no layer that can take it.</exception>
    public void Activate(string name, string type, Activation activation)
    {
        if (activation is Linear)
        {
            return;
        }

        if (_layers.Count == 0)
        {
            throw Fault(name, type, "it comes before any matrix, and an activation of a fixture belongs to a layer with weights.");
        }

        (string layerName, string layerType, Layer layer) = _layers[^1];
        if (layer.Activation is not Linear)
        {
            throw Fault(
                name,
                type,
                $"layer {Wording.Quote(layerName)} ({layerType}) before it has the activation {layer.Activation} already, "
                    + "and a layer of a fixture has one.");
        }

        _layers[^1] = (layerName, layerType, layer.With(activation));
        _takesBias = false;
    }

    /// <summary>Adds something that a reader has to know.</summary>
    /// <param name="note">A sentence.</param>
    public void Note(string note) => _notes.Add(note);

    /// <summary>An error about a layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="problem">What is wrong, in a sentence or more.</param>
    public FixtureException Fault(string name, string type, string problem) => ModelFault.Of(file, name, type, problem, can);

    /// <summary>The whole network.</summary>
    /// <param name="kind">What the file is.</param>
    /// <exception cref="FixtureException">There is no layer.</exception>
    public ImportedModel Finish(string kind) => _layers.Count == 0
        ? throw new FixtureException(file, $"no layer with weights was found. {can}")
        : new ImportedModel(
            kind,
            new Network(_layers.Select(layer => layer.Layer)),
            [.. _layers.Select(layer => layer.Name)],
            [.. _notes.Distinct()]);

    private void RequireBias(string name, string type, Tensor? bias, int units)
    {
        if (bias is not null && bias.Values.Length != units)
        {
            throw Fault(
                name, type, $"its bias {Wording.Quote(bias.Name)} has {Wording.Count(bias.Values.Length, "number")} for {units} units.");
        }
    }
}
