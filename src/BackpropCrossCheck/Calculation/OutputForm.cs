using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Calculation;

/// <summary>The derivatives of activations written in their outputs, as textbooks and the paper do: 1 − z² for tanh, z(1 − z) for sigmoid.</summary>
internal static class OutputForm
{
    /// <summary>h' of one unit worked out from its output; null where the derivative has no such form (swish, gelu, and softmax, whose derivative is a
    /// matrix).</summary>
    /// <param name="activation">h().</param>
    /// <param name="z">The output.</param>
    /// <param name="product">What becomes of a product that something is subtracted from or added to; null where nothing does.</param>
    public static double? Derivative(Activation activation, double z, Func<double, double>? product = null) => activation.Kind switch
    {
        ActivationKind.Linear => 1,
        ActivationKind.Tanh => 1 - (product?.Invoke(z * z) ?? (z * z)),
        ActivationKind.Sigmoid => z * (1 - z),
        ActivationKind.Relu => z > 0 ? 1 : 0,
        ActivationKind.LeakyRelu when activation.Alpha > 0 => z > 0 ? 1 : activation.Alpha,
        ActivationKind.Elu when activation.Alpha > 0 => z > 0 ? 1 : z + activation.Alpha,
        ActivationKind.Softplus => 1 - Math.Exp(-z),
        ActivationKind.Softsign => (1 - Math.Abs(z)) * (1 - Math.Abs(z)),
        _ => null,
    };
}
