using static BackpropCrossCheck.Engine.ElementaryFunctions;

namespace BackpropCrossCheck.Engine;

/// <summary>L = c · Σ_n Σ_k ℓ(y_nk, t_nk) and its derivatives.</summary>
/// <remarks>A term whose factor t or 1 − t is 0 is 0 (0·ln 0 = 0), and so is its derivative.</remarks>
public static partial class LossFunction
{
    /// <summary>True where the loss is computed from the pre-activations of the last layer, so that it and δ stay finite and accurate when the output
    /// saturates: binary cross-entropy after sigmoid, categorical cross-entropy after softmax.</summary>
    /// <param name="loss">The loss convention.</param>
    /// <param name="last">The activation of the last layer.</param>
    public static bool IsFused(Loss loss, Activation last) => (loss.Kind, last.Kind) is
        (LossKind.BinaryCrossEntropy, ActivationKind.Sigmoid) or (LossKind.CategoricalCrossEntropy, ActivationKind.Softmax);

    /// <summary>L from the outputs.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="outputs">y, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="units">K.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape.</exception>
    /// <exception cref="UndefinedLossException">A cross-entropy of an output below 0, or for the binary one above 1.</exception>
    public static double FromOutputs(Loss loss, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, int units)
    {
        Guard.Rows(outputs.Length, units, nameof(outputs));
        Guard.SameLength(labels, outputs, nameof(labels));
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            ThrowIfUndefined(loss.Kind, outputs[i], i, units);
            sum += Term(loss.Kind, outputs[i], labels[i]);
        }

        return sum * loss.Scale(outputs.Length / units, units);
    }

    /// <summary>∂L/∂y from the outputs.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="outputs">y, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="gradients">∂L/∂y, N×K, row-major; overwritten.</param>
    /// <param name="units">K.</param>
    /// <remarks>Binary: c·(y − t)/(y(1 − y)), which keeps its relative accuracy near y = t.</remarks>
    /// <exception cref="ArgumentException">A length contradicts the shape, or <paramref name="gradients"/> overlaps an operand.</exception>
    /// <exception cref="UndefinedLossException">A cross-entropy of an output below 0, or for the binary one above 1.</exception>
    public static void OutputGradients(Loss loss, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> gradients, int units)
    {
        Guard.Rows(outputs.Length, units, nameof(outputs));
        Guard.SameLength(labels, outputs, nameof(labels));
        Guard.Result(gradients, outputs, labels, nameof(gradients));
        double c = loss.Scale(outputs.Length / units, units);
        for (int i = 0; i < outputs.Length; i++)
        {
            ThrowIfUndefined(loss.Kind, outputs[i], i, units);
            gradients[i] = c * TermDerivative(loss.Kind, outputs[i], labels[i]);
        }
    }

    private static void ThrowIfUndefined(LossKind kind, double y, int index, int units)
    {
        bool undefined = kind switch
        {
            LossKind.BinaryCrossEntropy => y is < 0 or > 1,
            LossKind.CategoricalCrossEntropy => y < 0,
            _ => false,
        };
        if (undefined)
        {
            throw new UndefinedLossException(kind, index / units, index % units, y);
        }
    }

    private static double Term(LossKind kind, double y, double t) => kind switch
    {
        LossKind.HalfSquaredError => 0.5 * (y - t) * (y - t),
        LossKind.SquaredError => (y - t) * (y - t),
        LossKind.BinaryCrossEntropy => -Product(t, Math.Log(y)) - Product(1 - t, LogOnePlus(-y)),
        _ => -Product(t, Math.Log(y)),
    };

    private static double TermDerivative(LossKind kind, double y, double t) => (kind, t) switch
    {
        (LossKind.HalfSquaredError, _) => y - t,
        (LossKind.SquaredError, _) => 2 * (y - t),
        (LossKind.BinaryCrossEntropy, 0) => 1 / (1 - y),
        (LossKind.BinaryCrossEntropy, _) => t == 1 ? -1 / y : (y - t) / y / (1 - y),
        _ => -Quotient(t, y),
    };

    private static double Product(double factor, double value) => factor == 0 && !double.IsNaN(value) ? 0 : factor * value;

    private static double Quotient(double factor, double value) => factor == 0 && !double.IsNaN(value) ? 0 : factor / value;
}
