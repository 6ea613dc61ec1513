using Tensorflow;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>The activations, composed of operations whose gradients TensorFlow.NET gets right in both precisions.</summary>
internal static class TensorFlowActivation
{
    // Of selu.
    private const double Lambda = 1.0507009873554805;
    private const double LambdaAlpha = 1.7580993408473769;

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
        "selu" => Selu(a, numbers),
        "gelu-tanh" => GeluTanh(a, numbers),
        "relu6" => Relu6(a, numbers),
        "hard-sigmoid" => Relu6(a + numbers.Scalar(3), numbers) / numbers.Scalar(6),
        "mish" => a * keras.activations.Tanh.Apply(tf.math.softplus(a)),
        // 2σ(a) - 1 would lose the digits of small arguments.
        "bipolar-sigmoid" => keras.activations.Tanh.Apply(numbers.Scalar(0.5) * a),
        "lecun-tanh" => numbers.Scalar(1.7159) * keras.activations.Tanh.Apply(numbers.Scalar(2) * a / numbers.Scalar(3)),
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

    // At 0 the derivative is λ, as in TensorFlow: maximum and minimum give the gradient to their first argument.
    private static Tensor Selu(Tensor a, TensorNumbers numbers)
    {
        Tensor negative = tf.minimum(numbers.Scalar(0), a);
        return (numbers.Scalar(Lambda) * tf.maximum(a, numbers.Scalar(0)))
            + (numbers.Scalar(LambdaAlpha) * (tf.exp(negative) - numbers.Scalar(1)));
    }

    // a·σ(q), with q = 2√(2/π)·(a + 0.044715a³): 1 + tanh(q/2) would cancel.
    private static Tensor GeluTanh(Tensor a, TensorNumbers numbers)
    {
        Tensor factor = numbers.Scalar(1) + (numbers.Scalar(0.044715) * tf.square(a));
        return a * keras.activations.Sigmoid.Apply(numbers.Scalar(2 * Math.Sqrt(2 / Math.PI)) * a * factor);
    }

    // At 6 the derivative is 0: minimum gives the gradient to its first argument.
    private static Tensor Relu6(Tensor a, TensorNumbers numbers) => tf.minimum(numbers.Scalar(6), keras.activations.Relu.Apply(a));

    // a·Φ(a), with Φ from erf, whose gradient comes from OperationGradients.
    private static Tensor Gelu(Tensor a, TensorNumbers numbers)
        => numbers.Scalar(0.5) * a * (numbers.Scalar(1) + tf.math.erf(a * numbers.Scalar(Math.Sqrt(0.5))));
}
