using Tensorflow;
using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Gradients for operations for which TensorFlow.NET has none. They are registered for the whole process, so clearing a Keras
/// session does not remove them.</summary>
internal static class OperationGradients
{
    /// <summary>Registers them.</summary>
    public static void Register()
    {
        ops.RegisterGradientFunction("Erf", Erf);
        ops.RegisterGradientFunction("LogSoftmax", LogSoftmax);
    }

    // erf'(a) = 2/√π · e^(−a²).
    private static Tensor[] Erf(Operation operation, Tensor[] gradients)
    {
        Tensor a = operation.inputs[0];
        Tensor factor = Numbers(a).Scalar(2 / Math.Sqrt(Math.PI));
        return [gradients[0] * factor * tf.exp(tf.negative(tf.square(a)))];
    }

    // For l = log softmax(a): ∂L/∂a = g − Σ_k g_k · e^l.
    private static Tensor[] LogSoftmax(Operation operation, Tensor[] gradients)
    {
        Tensor sum = tf.reduce_sum(gradients[0], axis: -1, keepdims: true);
        return [gradients[0] - (sum * tf.exp(operation.outputs[0]))];
    }

    private static TensorNumbers Numbers(Tensor tensor) => new(tensor.dtype == TF_DataType.TF_DOUBLE);
}
