namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>A network, a batch and a loss, whose sizes match.</summary>
/// <param name="IsFloat64">True for float64, false for float32.</param>
/// <param name="Layers">Input side first; at least one.</param>
/// <param name="Inputs">x, N×M.</param>
/// <param name="Labels">t, N×K.</param>
/// <param name="LossKind">ℓ, in the protocol's words.</param>
/// <param name="Reduction">c, in the protocol's words.</param>
internal sealed record Question(
    bool IsFloat64, IReadOnlyList<DenseLayer> Layers, Matrix Inputs, Matrix Labels, string LossKind, string Reduction)
{
    /// <summary>δ of huber.</summary>
    public double Delta { get; init; } = 1;

    /// <summary>What is added to the loss for the size of the parameters; null for nothing.</summary>
    public Regularization? Regularization { get; init; }
}
