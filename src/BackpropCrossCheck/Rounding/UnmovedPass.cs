using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>A forward pass, sample by sample, from which <see cref="UnitMoves"/> start. Nothing changes it, so threads
/// may share it.</summary>
internal sealed class UnmovedPass
{
    private static readonly double[] Zero = [0];

    private readonly Batch _batch;
    private readonly Loss _loss;
    private readonly double[][] _preActivations;
    private readonly double[][] _outputs;
    private readonly double[]?[] _columns;
    private readonly double[][] _branches;
    private readonly bool[] _bends;
    private readonly bool _isFused;
    private readonly double _factor;

    /// <summary>The pass.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="preActivations">a of each layer, N×K.</param>
    /// <param name="outputs">z of each layer, N×K.</param>
    /// <param name="rhoLast">ρ of the last layer's pre-activations if the loss is calculated from these, else of its outputs.</param>
    public UnmovedPass(
        Network network, Batch batch, Loss loss, double[][] preActivations, double[][] outputs, double[] rhoLast)
    {
        Network = network;
        (_batch, _loss, _preActivations, _outputs) = (batch, loss, preActivations, outputs);
        _columns = [.. network.Layers.Select((layer, l) => l == 0 ? null : Transposed(layer))];
        _branches = [.. network.Layers.Select(layer => BranchesOf(layer.Activation))];
        _bends = [.. network.Layers.Select(layer => layer.Activation is ElementwiseActivation { SecondDerivativeJumpsAtZero: true })];
        _isFused = LossFunction.IsFused(loss, network.Layers[^1].Activation);
        // A sample alone has the factor of one sample.
        _factor = loss.Scale(batch.Samples, network.Outputs) / loss.Scale(1, network.Outputs);
        Losses = [.. Enumerable.Range(0, batch.Samples).Select(n => LossOf(PreActivations(Last, n), Outputs(Last, n), n))];
        Noises = [.. Enumerable.Range(0, batch.Samples).Select(n => NoiseOf(n, rhoLast))];
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The largest number of units of a layer.</summary>
    public int Widest => Network.Layers.Max(layer => layer.Units);

    /// <summary>Each sample's part of L.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>ρ of each of these in float64.</summary>
    public IReadOnlyList<double> Noises { get; }

    private int Last => Network.Layers.Count - 1;

    /// <summary>a of a layer in one sample, K numbers.</summary>
    public ReadOnlySpan<double> PreActivations(int layer, int sample) => Row(_preActivations, layer, sample);

    /// <summary>z of a layer in one sample, K numbers.</summary>
    public ReadOnlySpan<double> Outputs(int layer, int sample) => Row(_outputs, layer, sample);

    /// <summary>The weights by which a layer's input is multiplied, K numbers; the layer is not the first.</summary>
    public ReadOnlySpan<double> Column(int layer, int input)
        => _columns[layer].AsSpan(input * Network.Layers[layer].Units, Network.Layers[layer].Units);

    /// <summary>The part of L that a sample has; NaN if the loss is not defined for it.</summary>
    /// <param name="a">The sample's pre-activations in the last layer.</param>
    /// <param name="y">Its outputs.</param>
    /// <param name="sample">The sample, from 0.</param>
    public double LossOf(ReadOnlySpan<double> a, ReadOnlySpan<double> y, int sample)
    {
        if (_isFused)
        {
            return _factor * LossFunction.FromPreActivations(_loss, a, Labels(sample), y.Length);
        }

        foreach (double output in y)
        {
            if (!_loss.Term.IsDefinedFor(output))
            {
                return double.NaN;
            }
        }

        return _factor * LossFunction.FromOutputs(_loss, y, Labels(sample), y.Length);
    }

    /// <summary>Whether all pre-activations of a layer are on the sides of the activation's branches that they were on.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="unmoved">They as they were.</param>
    /// <param name="moved">They as they are.</param>
    public bool AreSameSides(int layer, ReadOnlySpan<double> unmoved, ReadOnlySpan<double> moved)
    {
        if (_branches[layer].Length == 0)
        {
            return true;
        }

        for (int k = 0; k < moved.Length; k++)
        {
            if (!IsSameSide(layer, unmoved[k], moved[k]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a pre-activation is on the side of every branch of the activation that it was on. Where only the second derivative
    /// jumps, a unit that starts there stays there.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="unmoved">It as it was.</param>
    /// <param name="moved">It as it is.</param>
    public bool IsSameSide(int layer, double unmoved, double moved)
        => (_bends[layer] && unmoved == 0) || AreSame(_branches[layer], unmoved, moved);

    /// <summary>Whether all outputs of a sample are on the sides of the loss's branches that they were on.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="moved">The outputs as they are.</param>
    public bool AreSameSidesOfLoss(int sample, ReadOnlySpan<double> moved)
    {
        if (_isFused)
        {
            return true;
        }

        ReadOnlySpan<double> unmoved = Outputs(Last, sample);
        ReadOnlySpan<double> labels = Labels(sample);
        for (int k = 0; k < moved.Length; k++)
        {
            if (_loss.Term.Branches(labels[k]) is { Count: > 0 } branches && !AreSame(branches, unmoved[k], moved[k]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreSame(IReadOnlyList<double> branches, double unmoved, double moved)
    {
        for (int i = 0; i < branches.Count; i++)
        {
            if (unmoved.CompareTo(branches[i]) != moved.CompareTo(branches[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static double[] BranchesOf(Activation activation) => activation is not ElementwiseActivation elementwise ? []
        : elementwise.Branches.Count > 0 ? [.. elementwise.Branches]
        : elementwise.SecondDerivativeJumpsAtZero ? Zero
        : [];

    private static double[] Transposed(Layer layer)
    {
        double[] columns = new double[layer.Weights.Length];
        for (int k = 0; k < layer.Units; k++)
        {
            for (int m = 0; m < layer.Inputs; m++)
            {
                columns[(m * layer.Units) + k] = layer.Weights[(k * layer.Inputs) + m];
            }
        }

        return columns;
    }

    private double NoiseOf(int sample, double[] rhoLast)
    {
        int units = Network.Outputs;
        var rounding = new LossRounding(_loss, 1, units, FormatRounding.Float64);
        ReadOnlySpan<double> rho = rhoLast.AsSpan(sample * units, units);
        double value = Losses[sample] / _factor;
        return _factor * (_isFused
            ? rounding.OfValueFromPreActivations(
                (CrossEntropy)_loss.Term, value, PreActivations(Last, sample), rho, Labels(sample))
            : rounding.OfValueFromOutputs(value, Outputs(Last, sample), rho, Labels(sample)));
    }

    private ReadOnlySpan<double> Labels(int sample) => _batch.Labels.Slice(sample * _batch.LabelWidth, _batch.LabelWidth);

    private ReadOnlySpan<double> Row(double[][] values, int layer, int sample)
        => values[layer].AsSpan(sample * Network.Layers[layer].Units, Network.Layers[layer].Units);
}
