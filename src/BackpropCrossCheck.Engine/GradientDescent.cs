namespace BackpropCrossCheck.Engine;

/// <summary>Full-batch gradient descent, w ← w − η·∂L/∂w, on a copy of a network's parameters.</summary>
public sealed class GradientDescent
{
    private readonly Backpropagation _pass;
    private readonly double _learningRate;
    private readonly bool _biases;
    private int _steps;

    /// <summary>A training that has not done a step yet.</summary>
    /// <param name="network">The network at the start; it stays as it is.</param>
    /// <param name="batch">The batch of every step.</param>
    /// <param name="loss">The loss convention.</param>
    /// <param name="learningRate">η, finite.</param>
    /// <param name="biases">False: the biases stay as they are.</param>
    /// <param name="product">How matrices are multiplied; null for <see cref="MatrixProduct.Default"/>.</param>
    public GradientDescent(Network network, Batch batch, Loss loss, double learningRate, bool biases = true, MatrixProduct? product = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.Finite(learningRate);
        Network = new Network(network.Layers.Select(layer =>
            new Layer(layer.Inputs, layer.Units, layer.Weights.ToArray(), layer.HasBias ? layer.Bias.ToArray() : null, layer.Activation)));
        _pass = new Backpropagation(Network, batch, loss, product);
        _learningRate = learningRate;
        _biases = biases;
    }

    /// <summary>The network with its present parameters; every <see cref="Step"/> changes them in place.</summary>
    public Network Network { get; }

    /// <summary>One step.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output of the network as it is before the step.</exception>
    public void Step()
    {
        _ = LossValue();
        _pass.Backward();
        for (int l = 0; l < Network.Layers.Count; l++)
        {
            Descend(Network.Layers[l].WeightArray, _pass.WeightGradient(l));
            if (_biases && Network.Layers[l].BiasArray is { } bias)
            {
                Descend(bias, _pass.BiasGradient(l));
            }
        }

        _steps++;
    }

    /// <summary>L with the present parameters.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output.</exception>
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

    private void Descend(double[] parameters, ReadOnlySpan<double> gradient)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= _learningRate * gradient[i];
        }
    }
}
