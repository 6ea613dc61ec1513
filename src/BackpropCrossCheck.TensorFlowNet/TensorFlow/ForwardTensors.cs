using Tensorflow;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>The tensors of a forward pass.</summary>
/// <param name="PreActivations">W z + b, one tensor per layer.</param>
/// <param name="Outputs">h(W z + b), one tensor per layer.</param>
internal sealed record ForwardTensors(IReadOnlyList<Tensor> PreActivations, IReadOnlyList<Tensor> Outputs);
