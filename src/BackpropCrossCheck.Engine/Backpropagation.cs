using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine;

/// <summary>The forward and backward pass of a network on a batch.</summary>
/// <remarks>Names and equation numbers follow Santi, "A Primer on Backpropagation" (2025). Buffers are allocated once, and every run
/// overwrites the results of the previous one. Each run reads the layers' arrays anew, so a caller may change them in between. Not
/// thread-safe.</remarks>
public sealed partial class Backpropagation
{
    private readonly Network _network;
    private readonly Batch _batch;
    private readonly Loss _loss;
    private readonly MatrixProduct _product;
    private readonly Regularization _regularization;
    private readonly double[][] _preActivations;
    private readonly double[][] _outputs;
    private readonly double[][] _deltas;
    private readonly double[]?[] _weightGradients;
    private readonly bool[] _areDeferred;
    private readonly double[][] _biasGradients;
    private readonly double[] _outputGradients;

    /// <summary>Allocates the buffers for a network and a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Inputs as wide as the first layer expects, labels as wide as the last layer's output.</param>
    /// <param name="loss">The loss convention.</param>
    /// <param name="product">How matrices are multiplied; null for <see cref="MatrixProduct.Default"/>.</param>
    /// <param name="regularization">What is added to the loss for the size of the weights; null for nothing.</param>
    /// <exception cref="ArgumentException">The batch does not fit the network.</exception>
    public Backpropagation(
        Network network, Batch batch, Loss loss, MatrixProduct? product = null, Regularization? regularization = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.InputWidth != network.Inputs || batch.LabelWidth != network.Outputs)
        {
            throw new ArgumentException(
                $"The network takes {network.Inputs} inputs and gives {network.Outputs} outputs; "
                    + $"the batch has {batch.InputWidth} and {batch.LabelWidth}.",
                nameof(batch));
        }

        _network = network;
        _batch = batch;
        _loss = loss;
        _product = product ?? MatrixProduct.Default;
        _regularization = regularization ?? Regularization.None;
        _preActivations = Buffers(layer => (long)batch.Samples * layer.Units);
        _outputs = Buffers(layer => (long)batch.Samples * layer.Units);
        _deltas = Buffers(layer => (long)batch.Samples * layer.Units);
        _weightGradients = new double[]?[network.Layers.Count];
        _areDeferred = new bool[network.Layers.Count];
        _biasGradients = Buffers(layer => layer.BiasParameters);
        int widest = 0;
        foreach (double[] output in _outputs)
        {
            widest = Math.Max(widest, output.Length);
        }

        _outputGradients = new double[widest];
        _workOfSmallRun = WorkIfSmall();
    }

    /// <summary>Whether a weight gradient is multiplied out only when somebody asks for it, by <see cref="WeightGradient"/>. It then has
    /// the regularization of the weights at that time.</summary>
    public bool DefersWeightGradients { get; init; }

    /// <summary>L from the last call of <see cref="Forward"/>.</summary>
    public double LossValue { get; private set; }

    /// <summary>a = Wz + b of a layer, N×K, row-major.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<double> PreActivations(int layer) => OfLayer(_preActivations, layer);

    /// <summary>z = h(a) of a layer, N×K, row-major.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<double> Outputs(int layer) => OfLayer(_outputs, layer);

    /// <summary>δ = ∂L/∂a of a layer, N×K, row-major.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<double> Deltas(int layer) => OfLayer(_deltas, layer);

    /// <summary>∂L/∂W of a layer, K×M, row-major.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<double> WeightGradient(int layer)
    {
        RequireLayer(layer, _weightGradients.Length);
        if (_areDeferred[layer])
        {
            MultiplyWeightGradient(layer);
        }

        return WeightBuffer(layer);
    }

    /// <summary>∂L/∂W of a layer in an array for the caller to keep. Whoever asks again gets another one.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public double[] TakeWeightGradient(int layer)
    {
        _ = WeightGradient(layer);
        double[] gradient = WeightBuffer(layer);
        (_weightGradients[layer], _areDeferred[layer]) = (null, true);
        return gradient;
    }

    /// <summary>∂L/∂b of a layer, K numbers, or one if the units share the bias; empty if the layer has none.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlySpan<double> BiasGradient(int layer) => OfLayer(_biasGradients, layer);

    /// <summary>The whole calculation: forward, loss, backward, gradients.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public void Run()
    {
        if (IsWorthCompiling())
        {
            RunSmall(_small ??= new SmallBuffers(_network, _batch.Samples));
            return;
        }

        Forward();
        Backward();
    }

    /// <summary>The forward pass and the loss: for each layer a = W z + b and z' = h(a).</summary>
    /// <returns>L.</returns>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public double Forward()
    {
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            Layer layer = _network.Layers[l];
            double[] a = _preActivations[l];
            _product.TimesTransposed(InputsOf(l), layer.Weights, a, layer.Inputs);
            if (layer.HasBias)
            {
                Rows.Add(a, layer.Bias);
            }

            layer.Activation.Apply(a, _outputs[l], layer.Units);
        }

        Layer last = _network.Layers[^1];
        LossValue = LossFunction.IsFused(_loss, last.Activation)
            ? LossFunction.FromPreActivations(_loss, _preActivations[^1], _batch.Labels, last.Units)
            : LossFunction.FromOutputs(_loss, _outputs[^1], _batch.Labels, last.Units);
        LossValue += _regularization.Of(_network);
        return LossValue;
    }

    /// <summary>The backward pass, from the last layer to the first. <see cref="Forward"/> must have run before.</summary>
    /// <remarks>δ of the last layer is ∂L/∂y times the derivative of its activation; for the paper's loss and a linear layer that is
    /// equation (5), y − t. Below, equation (7) holds: δ = ḣ(a) Σ_k w_km δ_k. The gradients are ∂L/∂w_km = Σ_n δ_nk z_nm (section 5.2) and
    /// ∂L/∂b_k = Σ_n δ_nk. δ already contains the loss's factor. What the regularization adds depends on the parameter alone.</remarks>
    public void Backward()
    {
        for (int l = _network.Layers.Count - 1; l >= 0; l--)
        {
            Layer layer = _network.Layers[l];
            double[] delta = _deltas[l];
            if (l == _network.Layers.Count - 1)
            {
                LastDeltas(layer, delta);
            }
            else
            {
                Span<double> s = new(_outputGradients, 0, delta.Length);
                _product.Times(_deltas[l + 1], _network.Layers[l + 1].Weights, s, _network.Layers[l + 1].Units);
                layer.Activation.Backpropagate(_preActivations[l], _outputs[l], s, delta, layer.Units);
            }

            _areDeferred[l] = DefersWeightGradients;
            if (!DefersWeightGradients)
            {
                MultiplyWeightGradient(l);
            }

            if (layer.HasBias)
            {
                Rows.Sum(delta, _biasGradients[l]);
                if (_regularization.Biases)
                {
                    _regularization.AddTo(layer.Bias, _biasGradients[l]);
                }
            }
        }
    }

    private void MultiplyWeightGradient(int l)
    {
        double[] gradient = WeightBuffer(l);
        _product.TransposedTimes(_deltas[l], InputsOf(l), gradient, _batch.Samples);
        _regularization.AddTo(_network.Layers[l].Weights, gradient);
        _areDeferred[l] = false;
    }

    private double[] WeightBuffer(int l)
        => _weightGradients[l] ??= new double[(long)_network.Layers[l].Units * _network.Layers[l].Inputs];

    private void LastDeltas(Layer last, double[] delta)
    {
        if (LossFunction.IsFused(_loss, last.Activation))
        {
            LossFunction.FusedDeltas(_loss, _preActivations[^1], _outputs[^1], _batch.Labels, delta, last.Units);
            return;
        }

        Span<double> g = new(_outputGradients, 0, delta.Length);
        LossFunction.OutputGradients(_loss, _outputs[^1], _batch.Labels, g, last.Units);
        last.Activation.Backpropagate(_preActivations[^1], _outputs[^1], g, delta, last.Units);
    }

    private ReadOnlySpan<double> InputsOf(int layer) => layer == 0 ? _batch.Inputs : _outputs[layer - 1];

    private static double[] OfLayer(double[][] buffers, int layer)
    {
        RequireLayer(layer, buffers.Length);
        return buffers[layer];
    }

    private static void RequireLayer(int layer, int layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, layers);
    }

    private double[][] Buffers(Func<Layer, long> length)
    {
        double[][] buffers = new double[_network.Layers.Count][];
        for (int l = 0; l < buffers.Length; l++)
        {
            buffers[l] = new double[length(_network.Layers[l])];
        }

        return buffers;
    }
}
