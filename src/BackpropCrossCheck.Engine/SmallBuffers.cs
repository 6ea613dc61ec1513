namespace BackpropCrossCheck.Engine;

/// <summary>What the calculation of a small network keeps beside its results.</summary>
internal sealed class SmallBuffers
{
    /// <summary>Allocates the buffers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">N.</param>
    public SmallBuffers(Network network, int samples)
    {
        Layers = [.. network.Layers];
        Derivatives = Array.ConvertAll(Layers, layer => new double[samples * layer.Units]);
        HasDerivatives = new bool[Layers.Length];
        Transposed = new double[Layers.Max(layer => layer.WeightArray.Length)];
    }

    /// <summary>The layers, input side first.</summary>
    public Layer[] Layers { get; }

    /// <summary>h'(a) of each layer, N×K, row-major.</summary>
    public double[][] Derivatives { get; }

    /// <summary>Whether the last forward pass calculated h'(a) of a layer.</summary>
    public bool[] HasDerivatives { get; }

    /// <summary>Room for the transposed weights of a layer.</summary>
    public double[] Transposed { get; }
}
