using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine;

/// <summary>Training with the whole batch in every step, on a copy of the network's parameters.</summary>
public sealed class FullBatchTraining : ITraining
{
    private readonly Backpropagation _pass;
    private readonly Optimizer _optimizer;
    private readonly OptimizerMemory _memory;
    private readonly bool _biases;
    private int _steps;

    /// <summary>A training before its first step.</summary>
    /// <param name="network">The initial network; it is not changed.</param>
    /// <param name="batch">The batch of every step.</param>
    /// <param name="loss">The loss convention.</param>
    /// <param name="optimizer">The update rule.</param>
    /// <param name="biases">False to leave the biases unchanged.</param>
    /// <param name="product">How matrices are multiplied; null for <see cref="MatrixProduct.Default"/>.</param>
    /// <param name="regularization">What is added to the loss for the size of the weights; null for nothing.</param>
    public FullBatchTraining(
        Network network,
        Batch batch,
        Loss loss,
        Optimizer optimizer,
        bool biases = true,
        MatrixProduct? product = null,
        Regularization? regularization = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        Network = new Network(network.Layers.Select(layer => layer.With(layer.Weights.ToArray(), layer.CopyBias())));
        _pass = new Backpropagation(Network, batch, loss, product, regularization);
        _optimizer = optimizer;
        _memory = new OptimizerMemory(optimizer, Network);
        _biases = biases;
    }

    /// <inheritdoc/>
    public Network Network { get; }

    /// <inheritdoc/>
    public void Step()
    {
        _ = LossValue();
        _pass.Backward();
        for (int l = 0; l < Network.Layers.Count; l++)
        {
            _optimizer.Step(
                Network.Layers[l].WeightArray, _pass.WeightGradient(l), _memory.OfWeights(l), _memory.Update, Arithmetic.Double);
            if (_biases && Network.Layers[l].BiasArray is { } bias)
            {
                Span<double> parameters = bias.AsSpan(0, Network.Layers[l].BiasParameters);
                _optimizer.Step(parameters, _pass.BiasGradient(l), _memory.OfBias(l), _memory.Update, Arithmetic.Double);
                Network.Layers[l].SetBias(parameters);
            }
        }

        _memory.Advance();
        _steps++;
    }

    /// <inheritdoc/>
    public double LossValue()
    {
        try
        {
            return _pass.Forward();
        }
        catch (UndefinedLossException fault) when (_steps > 0)
        {
            throw fault.After(_steps);
        }
    }
}
