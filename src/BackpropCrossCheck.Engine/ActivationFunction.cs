using static BackpropCrossCheck.Engine.ElementaryFunctions;

namespace BackpropCrossCheck.Engine;

/// <summary>The activation functions and their derivatives.</summary>
public static class ActivationFunction
{
    /// <summary>z = h(a) for a layer.</summary>
    /// <param name="activation">h().</param>
    /// <param name="preActivations">a, N×K, row-major.</param>
    /// <param name="outputs">z, N×K, row-major; overwritten.</param>
    /// <param name="units">K; softmax normalises over the units of each row.</param>
    public static void Apply(Activation activation, ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
    {
        if (activation.Kind != ActivationKind.Softmax)
        {
            for (int i = 0; i < preActivations.Length; i++)
            {
                outputs[i] = Value(activation, preActivations[i]);
            }

            return;
        }

        for (int row = 0; row < preActivations.Length; row += units)
        {
            Softmax(preActivations.Slice(row, units), outputs.Slice(row, units));
        }
    }

    /// <summary>h(a) of one unit, for every activation but softmax.</summary>
    /// <param name="activation">h().</param>
    /// <param name="a">The pre-activation.</param>
    /// <exception cref="ArgumentException">Softmax: its outputs depend on all units of the layer.</exception>
    public static double Value(Activation activation, double a) => activation.Kind switch
    {
        ActivationKind.Linear => a,
        ActivationKind.Tanh => Math.Tanh(a),
        ActivationKind.Sigmoid => Sigmoid(a),
        ActivationKind.Relu => a > 0 || double.IsNaN(a) ? a : 0,
        ActivationKind.LeakyRelu => a > 0 ? a : activation.Alpha * a,
        ActivationKind.Elu => a > 0 ? a : activation.Alpha * ExpMinusOne(a),
        ActivationKind.Softplus => Softplus(a),
        ActivationKind.Softsign => a / (1 + Math.Abs(a)),
        ActivationKind.Swish => a * Sigmoid(a),
        ActivationKind.Gelu => a * NormalDistribution(a),
        _ => throw NotElementwise(activation),
    };

    /// <summary>h'(a) of one unit, for every activation but softmax.</summary>
    /// <param name="activation">h().</param>
    /// <param name="a">The pre-activation.</param>
    /// <remarks>At exactly 0 relu, leaky-relu and elu have the derivative of the negative side, as TensorFlow.</remarks>
    /// <exception cref="ArgumentException">Softmax: its derivative is a matrix; see <see cref="Backpropagate"/>.</exception>
    public static double Derivative(Activation activation, double a) => activation.Kind switch
    {
        ActivationKind.Linear => 1,
        ActivationKind.Tanh => SechSquared(a),
        ActivationKind.Sigmoid => Sigmoid(a) * Sigmoid(-a),
        ActivationKind.Relu => a > 0 ? 1 : 0,
        ActivationKind.LeakyRelu => a > 0 ? 1 : activation.Alpha,
        ActivationKind.Elu => a > 0 ? 1 : activation.Alpha * Math.Exp(a),
        ActivationKind.Softplus => Sigmoid(a),
        ActivationKind.Softsign => 1 / (1 + Math.Abs(a)) / (1 + Math.Abs(a)),
        ActivationKind.Swish => Sigmoid(a) * (1 + (a * Sigmoid(-a))),
        ActivationKind.Gelu => NormalDistribution(a) + (a * NormalDensity(a)),
        _ => throw NotElementwise(activation),
    };

    /// <summary>δ = ∂L/∂a from s = ∂L/∂z: h'(a)·s, the factor ḣ(a) of the paper's equation (3).</summary>
    /// <param name="activation">h().</param>
    /// <param name="preActivations">a, N×K, row-major.</param>
    /// <param name="outputs">z = h(a), N×K, row-major.</param>
    /// <param name="outputGradients">s = ∂L/∂z, N×K, row-major.</param>
    /// <param name="deltas">δ, N×K, row-major; overwritten.</param>
    /// <param name="units">K.</param>
    /// <remarks>For softmax, p its outputs: δ = p·(s − Σ_j p_j s_j).</remarks>
    public static void Backpropagate(
        Activation activation, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> outputs, ReadOnlySpan<double> outputGradients, Span<double> deltas, int units)
    {
        if (activation.Kind != ActivationKind.Softmax)
        {
            for (int i = 0; i < deltas.Length; i++)
            {
                deltas[i] = Derivative(activation, preActivations[i]) * outputGradients[i];
            }

            return;
        }

        for (int row = 0; row < deltas.Length; row += units)
        {
            double mean = 0;
            for (int k = row; k < row + units; k++)
            {
                mean += outputs[k] * outputGradients[k];
            }

            for (int k = row; k < row + units; k++)
            {
                deltas[k] = outputs[k] * (outputGradients[k] - mean);
            }
        }
    }

    /// <summary>p_k = e^(a_k − max a) / Σ_j e^(a_j − max a).</summary>
    private static void Softmax(ReadOnlySpan<double> preActivations, Span<double> outputs)
    {
        double largest = preActivations[0];
        foreach (double a in preActivations)
        {
            largest = Math.Max(largest, a);
        }

        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            sum += outputs[k] = Math.Exp(preActivations[k] - largest);
        }

        for (int k = 0; k < outputs.Length; k++)
        {
            outputs[k] /= sum;
        }
    }

    private static ArgumentException NotElementwise(Activation activation)
        => new($"{activation.Kind} is not a function of one unit alone.", nameof(activation));
}
