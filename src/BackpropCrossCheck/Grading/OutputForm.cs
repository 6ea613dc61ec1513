using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Grading;

/// <summary>The derivatives of activations written in their outputs, as textbooks and the paper do: 1 − z² for tanh, z(1 − z) for sigmoid.</summary>
internal static class OutputForm
{
    /// <summary>δ = h'·s with h' worked out from the outputs; null where the derivative has no such form (swish, gelu).</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="z">Its outputs, N×K.</param>
    /// <param name="s">∂L/∂z, N×K.</param>
    public static double[]? Multiply(Layer layer, double[] z, double[] s)
    {
        Activation activation = layer.Activation;
        double[] delta = new double[s.Length];
        if (activation.Kind == ActivationKind.Softmax)
        {
            ActivationFunction.Backpropagate(activation, z, z, s, delta, layer.Units);
            return delta;
        }

        for (int i = 0; i < s.Length; i++)
        {
            if (Derivative(activation, z[i]) is not { } derivative)
            {
                return null;
            }

            delta[i] = derivative * s[i];
        }

        return delta;
    }

    /// <summary>h' of one unit from its output; null where it has no such form.</summary>
    /// <param name="activation">h().</param>
    /// <param name="z">The output.</param>
    public static double? Derivative(Activation activation, double z) => activation.Kind switch
    {
        ActivationKind.Linear => 1,
        ActivationKind.Tanh => 1 - (z * z),
        ActivationKind.Sigmoid => z * (1 - z),
        ActivationKind.Relu => z > 0 ? 1 : 0,
        ActivationKind.LeakyRelu when activation.Alpha > 0 => z > 0 ? 1 : activation.Alpha,
        ActivationKind.Elu when activation.Alpha > 0 => z > 0 ? 1 : z + activation.Alpha,
        ActivationKind.Softplus => 1 - Math.Exp(-z),
        ActivationKind.Softsign => (1 - Math.Abs(z)) * (1 - Math.Abs(z)),
        _ => null,
    };
}
