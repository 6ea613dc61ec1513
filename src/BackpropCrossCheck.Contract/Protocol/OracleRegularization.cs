namespace BackpropCrossCheck.Protocol;

/// <summary>What a question to an oracle adds to the loss for the size of the weights: λ·Σw² + μ·Σ|w| over all layers.</summary>
/// <param name="L2">λ, at least 0.</param>
/// <param name="L1">μ, at least 0; the derivative of |w| at 0 is 0.</param>
/// <param name="Half">True for ½λ·Σw².</param>
/// <param name="Biases">True if the biases count as well.</param>
public sealed record OracleRegularization(double L2, double L1, bool Half, bool Biases);
