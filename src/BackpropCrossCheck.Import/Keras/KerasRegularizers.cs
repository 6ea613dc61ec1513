using System.Globalization;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>The regularizers of a Keras model. A fixture has one λ and one μ, for the weights of all layers and perhaps for the biases;
/// only a model that has its regularizers so can have them in its fixture. In any other they are left out and noted, all of them: a part
/// of them would be the loss of no model.</summary>
/// <param name="chain">The network so far, for notes.</param>
internal sealed class KerasRegularizers(LayerChain chain)
{
    private const double UsualStrength = 0.01;

    private readonly List<(string Layer, string Field)> _given = [];
    private readonly List<(string Layer, Strengths Value)> _weights = [];
    private readonly List<(string Layer, Strengths Value)> _biases = [];
    private string? _obstacle;

    /// <summary>Adds those of a Dense layer.</summary>
    /// <param name="layer">Its name.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="hasBias">Whether it has a bias.</param>
    public void Add(string layer, KerasNode config, bool hasBias)
    {
        _weights.Add((layer, Read(layer, "kernel_regularizer", config)));
        if (hasBias)
        {
            _biases.Add((layer, Read(layer, "bias_regularizer", config)));
        }

        if (config["activity_regularizer"].IsGiven)
        {
            _given.Add((layer, "activity_regularizer"));
            _obstacle ??= "a fixture regularizes weights and biases, not outputs";
        }
    }

    /// <summary>The regularization of the whole network, once all layers are added. What is taken or left out is noted.</summary>
    public Regularization Finish()
    {
        Regularization found = _obstacle is null ? Common() : Regularization.None;
        if (_obstacle is not null)
        {
            foreach ((string layer, string field) in _given)
            {
                chain.Note(
                    $"The {field} of the layer {Wording.Quote(layer)} is left out: the loss is that of the data alone, since {_obstacle}.");
            }
        }
        else if (!found.IsNone)
        {
            chain.Note(
                $"The loss has the model's regularization of the weights{(found.Biases ? " and biases" : "")} "
                    + $"({new Strengths(found.L2, found.L1)}) in it.");
        }

        return found;
    }

    private Regularization Common()
    {
        Strengths common = _weights.Count == 0 ? default : _weights[0].Value;
        Require(_weights, common, "weights");
        bool biases = _biases.Exists(bias => bias.Value != default);
        Require(_biases, biases ? common : default, "biases");
        return _obstacle is null ? new Regularization(common.L2, common.L1) { Biases = biases } : Regularization.None;
    }

    private void Require(List<(string Layer, Strengths Value)> parameters, Strengths common, string what)
    {
        if (parameters.Find(parameter => parameter.Value != common) is { Layer: not null } other)
        {
            _obstacle ??= $"a fixture has one strength for all, and the {what} of the layer {Wording.Quote(other.Layer)} have "
                + $"{other.Value}, the weights of the layer {Wording.Quote(_weights[0].Layer)} {_weights[0].Value}";
        }
    }

    private Strengths Read(string layer, string field, KerasNode config)
    {
        KerasNode node = config[field];
        if (!node.IsGiven)
        {
            return default;
        }

        _given.Add((layer, field));
        KerasNode l2 = node["config"]["l2"];
        KerasNode l1 = node["config"]["l1"];
        Strengths? found = node.Name switch
        {
            "L2" or "l2" => Of(l2, default, UsualStrength, 0),
            "L1" or "l1" => Of(default, l1, 0, UsualStrength),
            "L1L2" => Of(l2, l1, 0, 0),
            "l1_l2" => Of(l2, l1, UsualStrength, UsualStrength),
            _ => null,
        };
        if (found is null)
        {
            _obstacle ??= $"the {field} of the layer {Wording.Quote(layer)} ({Wording.Quote(node.Name ?? "without a name")[1..^1]}) is not "
                + "the L1, L2 or L1L2 that a fixture can have";
        }

        return found ?? default;
    }

    private static Strengths? Of(KerasNode l2, KerasNode l1, double usualL2, double usualL1)
    {
        double? square = l2.IsGiven ? l2.AsNumber : usualL2;
        double? magnitude = l1.IsGiven ? l1.AsNumber : usualL1;
        return square >= 0 && magnitude >= 0 ? new Strengths(square.Value, magnitude.Value) : null;
    }

    /// <summary>λ and μ.</summary>
    private readonly record struct Strengths(double L2, double L1)
    {
        public override string ToString() => (L2, L1) switch
        {
            (0, 0) => "none",
            (_, 0) => Part("l2", L2),
            (0, _) => Part("l1", L1),
            _ => $"{Part("l2", L2)}, {Part("l1", L1)}",
        };

        private static string Part(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value}");
    }
}
