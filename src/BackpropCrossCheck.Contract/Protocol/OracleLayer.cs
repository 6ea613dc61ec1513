namespace BackpropCrossCheck.Protocol;

/// <summary>A layer of the network in a question to an oracle.</summary>
/// <param name="Weights">W, K×M, row-major.</param>
/// <param name="Bias">b, K numbers, or null for a layer without bias.</param>
/// <param name="Activation">The activation, in the contract's words.</param>
/// <param name="Alpha">α of leaky-relu and elu; otherwise null.</param>
public sealed record OracleLayer(ReadOnlyMemory<double> Weights, ReadOnlyMemory<double>? Bias, string Activation, double? Alpha);
