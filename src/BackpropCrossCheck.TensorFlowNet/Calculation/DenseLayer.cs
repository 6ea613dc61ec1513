namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>A layer of a question.</summary>
/// <param name="Weights">W, K×M.</param>
/// <param name="Bias">b, K numbers, or null.</param>
/// <param name="Activation">The activation, in the protocol's words.</param>
/// <param name="Alpha">α of leaky-relu and elu; unused by all others.</param>
internal sealed record DenseLayer(Matrix Weights, double[]? Bias, string Activation, double Alpha)
{
    /// <summary>K.</summary>
    public int Units => Weights.Rows;
}
