namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>The words of the oracle protocol.</summary>
internal static class ProtocolWords
{
    /// <summary>The name of this oracle.</summary>
    public const string Oracle = "tensorflow-net";

    /// <summary>The precisions, finest first.</summary>
    public static readonly string[] Precisions = ["float64", "float32"];

    /// <summary>The activations.</summary>
    public static readonly string[] Activations =
        ["linear", "tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "softsign", "swish", "gelu", "softmax",
            "selu", "gelu-tanh", "relu6", "hard-sigmoid", "mish", "bipolar-sigmoid", "lecun-tanh"];

    /// <summary>The kinds of loss.</summary>
    public static readonly string[] LossKinds =
        ["half-squared-error", "squared-error", "binary-cross-entropy", "categorical-cross-entropy",
            "absolute-error", "huber", "log-cosh", "hinge", "kullback-leibler"];

    /// <summary>The reductions.</summary>
    public static readonly string[] Reductions = ["sum", "mean-over-samples", "mean-over-outputs", "mean-over-elements"];
}
