namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>A network, a batch and a loss; the sizes fit.</summary>
/// <param name="IsFloat64">Calculate in float64, not in float32.</param>
/// <param name="Layers">Input side first; at least one.</param>
/// <param name="Inputs">x, N×M.</param>
/// <param name="Labels">t, N×K.</param>
/// <param name="LossKind">ℓ, in the words of the protocol.</param>
/// <param name="Reduction">c, in the words of the protocol.</param>
internal sealed record Question(
    bool IsFloat64, IReadOnlyList<DenseLayer> Layers, Matrix Inputs, Matrix Labels, string LossKind, string Reduction);
