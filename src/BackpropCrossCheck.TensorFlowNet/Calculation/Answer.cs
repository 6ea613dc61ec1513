namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>The numbers of a network. NaN and infinities are kept.</summary>
/// <param name="LossValue">L.</param>
/// <param name="PreActivations">a = W z + b, N×K, one matrix per layer.</param>
/// <param name="Outputs">h(a), N×K, one matrix per layer.</param>
/// <param name="Deltas">∂L/∂a, N×K, one matrix per layer.</param>
/// <param name="Gradients">∂L/∂W and ∂L/∂b, one pair per layer.</param>
internal sealed record Answer(
    double LossValue,
    IReadOnlyList<Matrix> PreActivations,
    IReadOnlyList<Matrix> Outputs,
    IReadOnlyList<Matrix> Deltas,
    IReadOnlyList<LayerGradient> Gradients);
