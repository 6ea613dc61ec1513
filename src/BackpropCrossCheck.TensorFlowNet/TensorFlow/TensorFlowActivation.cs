using Tensorflow;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>The activations, composed of operations whose gradients TensorFlow.NET gets right in both precisions.</summary>
internal static class TensorFlowActivation
{
    /// <summary>h(a).</summary>
    /// <param name="activation">h, in the protocol's words.</param>
    /// <param name="a">The pre-activations, N×K.</param>
    /// <param name="alpha">α of leaky-relu and elu.</param>
    /// <param name="numbers">Creates the constants.</param>
    public static Tensor Apply(string activation, Tensor a, double alpha, TensorNumbers numbers) => activation switch
    {
        // If a layer returns its input itself, the tape takes it for no layer at all.
        "linear" => tf.identity(a),
        "tanh" => keras.activations.Tanh.Apply(a),
        "sigmoid" => keras.activations.Sigmoid.Apply(a),
        "relu" => keras.activations.Relu.Apply(a),
        "softmax" => keras.activations.Softmax.Apply(a),
        "leaky-relu" => LeakyRelu(a, alpha, numbers),
        "elu" => Elu(a, alpha, numbers),
        // relu + log1p(exp(-|a|)) would have the derivative 0 at 0.
        "softplus" => tf.math.softplus(a),
        "softsign" => a / (numbers.Scalar(1) + tf.abs(a)),
        "swish" => a * keras.activations.Sigmoid.Apply(a),
        "gelu" => Gelu(a, numbers),
        _ => throw new ArgumentException($"There is no activation {activation}.", nameof(activation)),
    };

    // For equal arguments, maximum and minimum give the gradient to the first one. So at 0 the derivative is α, that of the negative side.
    // tf.nn.leaky_relu has a float32 slope, and relu(a) - α·relu(-a) would have the derivative 0 at 0.
    private static Tensor LeakyRelu(Tensor a, double alpha, TensorNumbers numbers)
    {
        Tensor scaled = numbers.Scalar(alpha) * a;
        return alpha <= 1 ? tf.maximum(scaled, a) : tf.minimum(scaled, a);
    }

    // tf.nn.elu has no gradient. The error of exp(a) - 1 is one rounding of 1, not of the result.
    private static Tensor Elu(Tensor a, double alpha, TensorNumbers numbers)
    {
        Tensor negative = tf.minimum(a, numbers.Scalar(0));
        return keras.activations.Relu.Apply(a) + (numbers.Scalar(alpha) * (tf.exp(negative) - numbers.Scalar(1)));
    }

    // a·Φ(a), with Φ from erf, whose gradient comes from OperationGradients.
    private static Tensor Gelu(Tensor a, TensorNumbers numbers)
        => numbers.Scalar(0.5) * a * (numbers.Scalar(1) + tf.math.erf(a * numbers.Scalar(Math.Sqrt(0.5))));
}
