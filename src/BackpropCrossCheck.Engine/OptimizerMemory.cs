using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine;

/// <summary>What an optimizer remembers about each parameter of a network from one step to the next.</summary>
public sealed class OptimizerMemory
{
    private readonly double[][] _weights;
    private readonly double[][] _biases;

    /// <summary>The memory before the first step.</summary>
    /// <param name="optimizer">The update rule.</param>
    /// <param name="network">The network.</param>
    public OptimizerMemory(Optimizer optimizer, Network network)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(network);
        _weights = [.. network.Layers.Select(layer => Initial(layer.Weights.Length, optimizer))];
        _biases = [.. network.Layers.Select(layer => Initial(layer.BiasParameters, optimizer))];
    }

    /// <summary>Which update is next, from 1.</summary>
    public int Update { get; private set; } = 1;

    /// <summary>Goes on to the next update.</summary>
    public void Advance() => Update++;

    /// <summary>What is remembered about the weights of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Span<double> OfWeights(int layer) => _weights[layer];

    /// <summary>What is remembered about the bias of a layer; empty if the layer has none.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Span<double> OfBias(int layer) => _biases[layer];

    private static double[] Initial(int parameters, Optimizer optimizer)
    {
        double[] memory = new double[parameters * optimizer.MemoryPerParameter];
        Array.Fill(memory, optimizer.InitialMemory);
        return memory;
    }
}
