namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>What is added to the loss for the size of the parameters.</summary>
/// <param name="OfSquares">The factor of Σw², at least 0.</param>
/// <param name="OfMagnitudes">The factor of Σ|w|, at least 0.</param>
/// <param name="Biases">Whether the biases count as well as the weights.</param>
internal sealed record Regularization(double OfSquares, double OfMagnitudes, bool Biases);
