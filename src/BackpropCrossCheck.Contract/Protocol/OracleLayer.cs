namespace BackpropCrossCheck.Protocol;

/// <summary>A layer as an oracle is asked about it.</summary>
/// <param name="Weights">W, K×M, row-major.</param>
/// <param name="Bias">b, K numbers, or null for a layer without bias.</param>
/// <param name="Activation">The activation, in the words of the contract.</param>
/// <param name="Alpha">α of leaky-relu and elu; null elsewhere.</param>
public sealed record OracleLayer(ReadOnlyMemory<double> Weights, ReadOnlyMemory<double>? Bias, string Activation, double? Alpha);
