using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Checking;

/// <summary>The engine's forward pass for numerical derivatives: only what lies behind a moved unit is calculated again.</summary>
public sealed class ForwardLoss : IForwardLoss
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    private readonly Network _network;
    private readonly Batch _batch;
    private readonly Loss _loss;
    private readonly double[][] _preActivations;
    private readonly double[][] _outputs;
    private readonly double[][] _movedPreActivations;
    private readonly double[][] _movedOutputs;

    private ForwardLoss(Network network, Batch batch, Loss loss)
    {
        _network = network;
        _batch = batch;
        _loss = loss;
        var analysis = new RoundingAnalysis(network, batch, loss);
        analysis.Recalculate();
        Noise = analysis.Errors(FloatFormat.Float64, acrossKinks: false).Values[Fixture.LayoutOf(network, batch).Loss]![0];
        int layers = network.Layers.Count;
        _preActivations = [.. Enumerable.Range(0, layers).Select(l => analysis.Pass.PreActivations(l).ToArray())];
        _outputs = [.. Enumerable.Range(0, layers).Select(l => analysis.Pass.Outputs(l).ToArray())];
        _movedPreActivations = [.. _preActivations.Select(a => new double[a.Length])];
        _movedOutputs = [.. _outputs.Select(z => new double[z.Length])];
        Base = new LossSample(analysis.Pass.LossValue, KinkSides(_preActivations, 0));
    }

    /// <inheritdoc/>
    public LossSample Base { get; }

    /// <inheritdoc/>
    public double Noise { get; }

    /// <summary>The forward pass of a network that an oracle is asked about.</summary>
    /// <param name="question">The question.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output.</exception>
    public static IForwardLoss Of(OracleQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var network = new Network(question.Layers.Zip(question.Layout.Layers, LayerOf));
        var batch = new Batch(question.Layout.Samples, question.Inputs.ToArray(), question.Labels.ToArray());
        return new ForwardLoss(
            network, batch, new Loss(ContractNames.ParseLossKind(question.LossKind)!.Value, ContractNames.ParseReduction(question.Reduction)!.Value));
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<double> InputsOf(int layer) => layer == 0 ? _batch.InputMemory : _outputs[layer - 1];

    /// <inheritdoc/>
    public LossSample Moved(int layer, int unit, ReadOnlySpan<double> direction, double t)
    {
        int units = _network.Layers[layer].Units;
        _preActivations[layer].CopyTo(_movedPreActivations[layer], 0);
        for (int n = 0; n < _batch.Samples; n++)
        {
            _movedPreActivations[layer][(n * units) + unit] += t * direction[n];
        }

        for (int l = layer; l < _network.Layers.Count; l++)
        {
            Layer current = _network.Layers[l];
            if (l > layer)
            {
                Propagate(l, current);
            }

            ActivationFunction.Apply(current.Activation, _movedPreActivations[l], _movedOutputs[l], current.Units);
        }

        return new LossSample(LossValue(), KinkSides(_movedPreActivations, layer));
    }

    /// <summary>a = W z + b of a layer from the moved outputs below.</summary>
    private void Propagate(int l, Layer layer)
    {
        double[] a = _movedPreActivations[l];
        MatrixProduct.Default.TimesTransposed(_movedOutputs[l - 1], layer.Weights, a, layer.Inputs);
        for (int i = 0; i < a.Length && layer.HasBias; i++)
        {
            a[i] += layer.Bias[i % layer.Units];
        }
    }

    private double LossValue()
    {
        try
        {
            return LossFunction.IsFused(_loss, _network.Layers[^1].Activation)
                ? LossFunction.FromPreActivations(_loss, _movedPreActivations[^1], _batch.Labels, _network.Outputs)
                : LossFunction.FromOutputs(_loss, _movedOutputs[^1], _batch.Labels, _network.Outputs);
        }
        catch (UndefinedLossException)
        {
            return double.NaN;
        }
    }

    /// <summary>The layers below the moved one are as they were.</summary>
    private ulong KinkSides(double[][] preActivations, int firstMoved)
    {
        ulong hash = HashStart;
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            if (_network.Layers[l].Activation.Kind is not (ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.Elu))
            {
                continue;
            }

            foreach (double a in (l < firstMoved ? _preActivations : preActivations)[l])
            {
                hash = (hash ^ (a > 0 ? 1ul : a < 0 ? 2ul : 3ul)) * HashFactor;
            }
        }

        return hash;
    }

    private static Layer LayerOf(OracleLayer layer, LayerShape shape)
    {
        ActivationKind kind = ContractNames.ParseActivation(layer.Activation)
            ?? throw new ArgumentException($"There is no activation {layer.Activation}.", nameof(layer));
        Activation activation = layer.Alpha is { } alpha ? Activation.Of(kind, alpha) : Activation.Of(kind);
        return new Layer(shape.Inputs, shape.Units, layer.Weights.ToArray(), layer.Bias?.ToArray(), activation);
    }
}
