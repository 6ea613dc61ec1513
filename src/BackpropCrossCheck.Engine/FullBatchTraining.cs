using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine;

/// <summary>Training with the whole batch in every step, on a copy of the network's parameters.</summary>
public sealed class FullBatchTraining
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
    public FullBatchTraining(
        Network network, Batch batch, Loss loss, Optimizer optimizer, bool biases = true, MatrixProduct? product = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        Network = new Network(network.Layers.Select(layer =>
            new Layer(layer.Inputs, layer.Units, layer.Weights.ToArray(), layer.HasBias ? layer.Bias.ToArray() : null, layer.Activation)));
        _pass = new Backpropagation(Network, batch, loss, product);
        _optimizer = optimizer;
        _memory = new OptimizerMemory(optimizer, Network);
        _biases = biases;
    }

    /// <summary>The network with its current parameters; every <see cref="Step"/> changes them in place.</summary>
    public Network Network { get; }

    /// <summary>Takes one step.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output of the network before the step.</exception>
    public void Step()
    {
        _ = LossValue();
        _pass.Backward();
        for (int l = 0; l < Network.Layers.Count; l++)
        {
            _optimizer.Step(Network.Layers[l].WeightArray, _pass.WeightGradient(l), _memory.OfWeights(l), Arithmetic.Double);
            if (_biases && Network.Layers[l].BiasArray is { } bias)
            {
                _optimizer.Step(bias, _pass.BiasGradient(l), _memory.OfBias(l), Arithmetic.Double);
            }
        }

        _steps++;
    }

    /// <summary>L with the current parameters.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
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
