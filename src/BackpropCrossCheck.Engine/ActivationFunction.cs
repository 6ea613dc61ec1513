using static BackpropCrossCheck.Engine.ElementaryFunctions;

namespace BackpropCrossCheck.Engine;

/// <summary>The activation functions and their derivatives.</summary>
/// <remarks>Errors are at most 4 units in the last place, of the larger of two terms at the roots of the derivatives of swish and gelu (measured against
/// 50 digits, AccuracyTest). Results are finite wherever a and the true value are; an infinite a, an overflow, gives the limit or NaN.</remarks>
public static class ActivationFunction
{
    /// <summary>z = h(a) for a layer.</summary>
    /// <param name="activation">h().</param>
    /// <param name="preActivations">a, N×K, row-major.</param>
    /// <param name="outputs">z, N×K, row-major; overwritten.</param>
    /// <param name="units">K; softmax normalises over the units of each row.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape, or <paramref name="outputs"/> overlaps the operand.</exception>
    public static void Apply(Activation activation, ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
    {
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.Result(outputs, preActivations, preActivations, nameof(outputs));
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
        ActivationKind.Swish => Swish(a),
        ActivationKind.Gelu => Gelu(a),
        _ => throw NotElementwise(activation),
    };

    /// <summary>h'(a) of one unit, for every activation but softmax.</summary>
    /// <param name="activation">h().</param>
    /// <param name="a">The pre-activation.</param>
    /// <remarks>At exactly 0 relu, leaky-relu and elu have the derivative of the negative side, as TensorFlow. NaN gives NaN.</remarks>
    /// <exception cref="ArgumentException">Softmax: its derivative is a matrix; see <see cref="Backpropagate"/>.</exception>
    public static double Derivative(Activation activation, double a) => activation.Kind switch
    {
        ActivationKind.Linear => double.IsNaN(a) ? a : 1,
        ActivationKind.Tanh => SechSquared(a),
        ActivationKind.Sigmoid => SigmoidDerivative(a),
        ActivationKind.Relu => a > 0 ? 1 : a <= 0 ? 0 : a,
        ActivationKind.LeakyRelu => a > 0 ? 1 : a <= 0 ? activation.Alpha : a,
        ActivationKind.Elu => a > 0 ? 1 : TimesExp(activation.Alpha, a),
        ActivationKind.Softplus => Sigmoid(a),
        ActivationKind.Softsign => 1 / (1 + Math.Abs(a)) / (1 + Math.Abs(a)),
        ActivationKind.Swish => SwishDerivative(a),
        ActivationKind.Gelu => GeluDerivative(a),
        _ => throw NotElementwise(activation),
    };

    /// <summary>δ = ∂L/∂a from s = ∂L/∂z: h'(a)·s, the factor ḣ(a) of the paper's equation (3).</summary>
    /// <param name="activation">h().</param>
    /// <param name="preActivations">a, N×K, row-major.</param>
    /// <param name="outputs">z = h(a), N×K, row-major.</param>
    /// <param name="outputGradients">s = ∂L/∂z, N×K, row-major.</param>
    /// <param name="deltas">δ, N×K, row-major; overwritten.</param>
    /// <param name="units">K.</param>
    /// <remarks>For softmax, p its outputs: δ = p·(s − Σ_j p_j s_j), with every s taken relative to that of the largest output, so that nothing
    /// cancels when p saturates.</remarks>
    /// <exception cref="ArgumentException">A length contradicts the shape, or <paramref name="deltas"/> overlaps an operand.</exception>
    public static void Backpropagate(
        Activation activation,
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> outputGradients,
        Span<double> deltas,
        int units)
    {
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.SameLength(outputs, preActivations, nameof(outputs));
        Guard.SameLength(outputGradients, preActivations, nameof(outputGradients));
        Guard.Result(deltas, preActivations, outputs, nameof(deltas));
        Guard.Result(deltas, outputGradients, outputs, nameof(deltas));
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
            SoftmaxDeltas(outputs.Slice(row, units), outputGradients.Slice(row, units), deltas.Slice(row, units));
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
            sum += outputs[k] = ExpOfDifference(preActivations[k], largest);
        }

        for (int k = 0; k < outputs.Length; k++)
        {
            outputs[k] /= sum;
        }
    }

    private static void SoftmaxDeltas(ReadOnlySpan<double> p, ReadOnlySpan<double> s, Span<double> deltas)
    {
        int largest = 0;
        for (int k = 1; k < p.Length; k++)
        {
            largest = p[k] > p[largest] ? k : largest;
        }

        double mean = 0;
        for (int k = 0; k < p.Length; k++)
        {
            mean += p[k] * (s[k] - s[largest]);
        }

        for (int k = 0; k < p.Length; k++)
        {
            deltas[k] = p[k] * (s[k] - s[largest] - mean);
        }
    }

    private static ArgumentException NotElementwise(Activation activation)
        => new($"{activation.Kind} is not a function of one unit alone.", nameof(activation));
}
