namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>The gradients of one layer.</summary>
/// <param name="Weights">∂L/∂W, K×M.</param>
/// <param name="Bias">∂L/∂b, K numbers; null for a layer without bias.</param>
internal sealed record LayerGradient(Matrix Weights, double[]? Bias);
