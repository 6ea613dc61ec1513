using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Rounding;

/// <summary>The engine's forward pass for numerical derivatives. Only the part after a moved unit is calculated again.</summary>
public sealed class ForwardLoss : IForwardLoss
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;
    private const double SmallMovement = 1.0 / (1 << 20);

    private static readonly double[] Zero = [0];

    private readonly Network _network;
    private readonly Batch _batch;
    private readonly Loss _loss;
    private readonly double[][] _preActivations;
    private readonly double[][] _outputs;
    private readonly double[][] _movedPreActivations;
    private readonly double[][] _movedOutputs;
    private readonly Lazy<UnmovedPass> _unmoved;

    private ForwardLoss(Network network, Batch batch, Loss loss)
    {
        _network = network;
        _batch = batch;
        _loss = loss;
        var analysis = new RoundingAnalysis(network, batch, loss);
        analysis.Recalculate();
        TensorLayout layout = Fixture.LayoutOf(network, batch);
        TensorSet errors = analysis.Errors(FloatFormat.Float64, acrossKinks: false).Values;
        Noise = errors[layout.Loss]![0];
        int layers = network.Layers.Count;
        _preActivations = [.. Enumerable.Range(0, layers).Select(l => analysis.Pass.PreActivations(l).ToArray())];
        _outputs = [.. Enumerable.Range(0, layers).Select(l => analysis.Pass.Outputs(l).ToArray())];
        _movedPreActivations = [.. _preActivations.Select(a => (double[])a.Clone())];
        _movedOutputs = [.. _outputs.Select(z => (double[])z.Clone())];
        Base = new LossSample(analysis.Pass.LossValue, KinkSides());
        bool isFused = LossFunction.IsFused(loss, network.Layers[^1].Activation);
        double[] rhoLast = errors[isFused ? layout.PreActivation(layers - 1) : layout.Output(layers - 1)]!;
        _unmoved = new Lazy<UnmovedPass>(() => new UnmovedPass(network, batch, loss, _preActivations, _outputs, rhoLast));
    }

    /// <summary>The engine's forward pass, in the form that numerical derivatives need.</summary>
    public static ForwardPass Pass { get; } = new(ContractNames.Activations, Of);

    /// <inheritdoc/>
    public LossSample Base { get; }

    /// <inheritdoc/>
    public double Noise { get; }

    /// <summary>The forward pass of the network in a question to an oracle.</summary>
    /// <param name="question">The question.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static IForwardLoss Of(OracleQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var network = new Network(question.Layers.Zip(question.Layout.Layers, LayerOf));
        var batch = new Batch(question.Layout.Samples, question.Inputs.ToArray(), question.Labels.ToArray());
        LossTerm term = LossTerm.Named(question.LossKind)!;
        return new ForwardLoss(
            network,
            batch,
            new Loss(
                question.LossDelta is { } delta ? term.WithDelta(delta) : term, ContractNames.ParseReduction(question.Reduction)!.Value));
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<double> InputsOf(int layer) => layer == 0 ? _batch.InputMemory : _outputs[layer - 1];

    /// <inheritdoc/>
    public double Reach(int layer, int unit, ReadOnlySpan<double> direction)
    {
        double reach = 0;
        foreach (double distance in direction)
        {
            reach = Math.Max(reach, Math.Abs(distance));
        }

        if (reach == 0)
        {
            return 0;
        }

        // Small enough that no activation bends within it, and a power of two, so that the quotients are exact.
        double t = Math.ScaleB(SmallMovement, -Math.ILogB(reach));
        Move(layer, unit, direction, t);
        for (int l = layer + 1; l < _network.Layers.Count; l++)
        {
            for (int i = 0; i < _preActivations[l].Length; i++)
            {
                reach = Math.Max(reach, Math.Abs(_movedPreActivations[l][i] - _preActivations[l][i]) / t);
            }
        }

        Restore(layer, direction);
        return reach;
    }

    /// <inheritdoc/>
    public LossSample Moved(int layer, int unit, ReadOnlySpan<double> direction, double t)
    {
        Move(layer, unit, direction, t);
        var sample = new LossSample(LossValue(), KinkSides());
        Restore(layer, direction);
        return sample;
    }

    /// <inheritdoc/>
    public IUnitMoves UnitMoves() => new UnitMoves(_unmoved.Value);

    private void Move(int layer, int unit, ReadOnlySpan<double> direction, double t)
    {
        for (int n = 0; n < _batch.Samples; n++)
        {
            if (direction[n] != 0)
            {
                Move(layer, unit, n, t * direction[n]);
            }
        }
    }

    private void Restore(int layer, ReadOnlySpan<double> direction)
    {
        for (int n = 0; n < _batch.Samples; n++)
        {
            if (direction[n] != 0)
            {
                Restore(layer, n);
            }
        }
    }

    /// <summary>Moves one unit's pre-activation in one sample, and everything after it.</summary>
    private void Move(int layer, int unit, int sample, double distance)
    {
        Layer moved = _network.Layers[layer];
        int index = (sample * moved.Units) + unit;
        _movedPreActivations[layer][index] += distance;
        var elementwise = moved.Activation as ElementwiseActivation;
        if (elementwise is not null)
        {
            _movedOutputs[layer][index] = elementwise.Value(_movedPreActivations[layer][index]);
        }
        else
        {
            Activate(layer, sample);
        }

        for (int l = layer + 1; l < _network.Layers.Count; l++)
        {
            Span<double> a = Row(_movedPreActivations, l, sample);
            Layer current = _network.Layers[l];
            if (l == layer + 1 && elementwise is not null)
            {
                // Only one input has changed: a + W·Δz.
                double change = _movedOutputs[layer][index] - _outputs[layer][index];
                for (int k = 0; k < a.Length; k++)
                {
                    a[k] += current.Weights[(k * current.Inputs) + unit] * change;
                }
            }
            else
            {
                MatrixProduct.Default.TimesTransposed(Row(_movedOutputs, l - 1, sample), current.Weights, a, current.Inputs);
                for (int k = 0; k < a.Length && current.HasBias; k++)
                {
                    a[k] += current.Bias[k];
                }
            }

            Activate(l, sample);
        }
    }

    private void Restore(int layer, int sample)
    {
        for (int l = layer; l < _network.Layers.Count; l++)
        {
            Row(_preActivations, l, sample).CopyTo(Row(_movedPreActivations, l, sample));
            Row(_outputs, l, sample).CopyTo(Row(_movedOutputs, l, sample));
        }
    }

    private void Activate(int l, int sample) => _network.Layers[l].Activation.Apply(
        Row(_movedPreActivations, l, sample), Row(_movedOutputs, l, sample), _network.Layers[l].Units);

    private Span<double> Row(double[][] values, int l, int sample)
        => values[l].AsSpan(sample * _network.Layers[l].Units, _network.Layers[l].Units);

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

    private ulong KinkSides()
    {
        ulong hash = HashStart;
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            if (_network.Layers[l].Activation is not ElementwiseActivation activation
                || !(activation.Branches.Count > 0 || activation.SecondDerivativeJumpsAtZero))
            {
                continue;
            }

            IReadOnlyList<double> branches = activation.Branches is { Count: > 0 } places ? places : Zero;
            for (int i = 0; i < _movedPreActivations[l].Length; i++)
            {
                // Even without a jump of the derivative, a unit that starts at 0 is reported; one that is moved across 0 is not.
                double a = activation.SecondDerivativeJumpsAtZero && _preActivations[l][i] == 0 ? 0 : _movedPreActivations[l][i];
                for (int branch = 0; branch < branches.Count; branch++)
                {
                    hash = (hash ^ (a > branches[branch] ? 1ul : a < branches[branch] ? 2ul : 3ul)) * HashFactor;
                }
            }
        }

        return LossSides(hash);
    }

    /// <summary>Adds the side of the loss's branches that each output is on.</summary>
    private ulong LossSides(ulong hash)
    {
        if (LossFunction.IsFused(_loss, _network.Layers[^1].Activation))
        {
            return hash;
        }

        for (int i = 0; i < _movedOutputs[^1].Length; i++)
        {
            double y = _movedOutputs[^1][i];
            foreach (double branch in _loss.Term.Branches(_batch.Labels[i]))
            {
                hash = (hash ^ (y > branch ? 1ul : y < branch ? 2ul : 3ul)) * HashFactor;
            }
        }

        return hash;
    }

    private static Layer LayerOf(OracleLayer layer, LayerShape shape)
    {
        Activation known = Activation.Named(layer.Activation)
            ?? throw new ArgumentException($"There is no activation {layer.Activation}.", nameof(layer));
        Activation activation = layer.Alpha is { } alpha ? known.WithAlpha(alpha) : known;
        return new Layer(shape.Inputs, shape.Units, layer.Weights.ToArray(), layer.Bias?.ToArray(), activation);
    }
}
