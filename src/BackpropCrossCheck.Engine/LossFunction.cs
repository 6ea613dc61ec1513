using static BackpropCrossCheck.Engine.ElementaryFunctions;

namespace BackpropCrossCheck.Engine;

/// <summary>L = c · Σ_n Σ_k ℓ(y_nk, t_nk) and its derivatives.</summary>
/// <remarks>A term whose factor t or 1 − t is 0 is 0 (0·ln 0 = 0), and so is its derivative.</remarks>
public static class LossFunction
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
    /// <exception cref="UndefinedLossException">A cross-entropy of an output below 0, or for the binary one above 1.</exception>
    public static double FromOutputs(Loss loss, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, int units)
    {
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
    public static void OutputGradients(Loss loss, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> gradients, int units)
    {
        double c = loss.Scale(outputs.Length / units, units);
        for (int i = 0; i < outputs.Length; i++)
        {
            double y = outputs[i];
            double t = labels[i];
            gradients[i] = c * loss.Kind switch
            {
                LossKind.HalfSquaredError => y - t,
                LossKind.SquaredError => 2 * (y - t),
                LossKind.BinaryCrossEntropy => Quotient(1 - t, 1 - y) - Quotient(t, y),
                _ => -Quotient(t, y),
            };
        }
    }

    /// <summary>L from the pre-activations of the last layer, for the fused cross-entropies.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="preActivations">a of the last layer, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="units">K.</param>
    /// <remarks>Binary: t·softplus(−a) + (1 − t)·softplus(a). Categorical: −t·(a − max a − ln Σe^(a − max a)); label rows need not sum to 1.</remarks>
    public static double FromPreActivations(Loss loss, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> labels, int units)
    {
        double sum = 0;
        for (int row = 0; row < labels.Length; row += units)
        {
            ReadOnlySpan<double> a = preActivations.Slice(row, units);
            ReadOnlySpan<double> t = labels.Slice(row, units);
            int largest = IndexOfLargest(a);
            double logSum = loss.Kind == LossKind.CategoricalCrossEntropy ? LogOnePlus(SumOfOtherExponentials(a, largest)) : 0;
            for (int k = 0; k < units; k++)
            {
                sum += loss.Kind == LossKind.BinaryCrossEntropy
                    ? Product(t[k], Softplus(-a[k])) + Product(1 - t[k], Softplus(a[k]))
                    : Product(t[k], a[largest] - a[k] + logSum);
            }
        }

        return sum * loss.Scale(labels.Length / units, units);
    }

    /// <summary>δ of the last layer for the fused cross-entropies.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="preActivations">a of the last layer, N×K, row-major.</param>
    /// <param name="outputs">y = h(a), N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="deltas">δ, N×K, row-major; overwritten.</param>
    /// <param name="units">K.</param>
    /// <remarks>Binary: c·(y − t), written (1 − t)·y − t·(1 − y) so that nothing cancels when y saturates. Categorical: c·(y·Σt − t), likewise
    /// y·Σ_(j≠k) t_j − t·Σ_(j≠k) y_j.</remarks>
    public static void FusedDeltas(
        Loss loss, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> deltas, int units)
    {
        double c = loss.Scale(labels.Length / units, units);
        for (int row = 0; row < labels.Length; row += units)
        {
            ReadOnlySpan<double> y = outputs.Slice(row, units);
            ReadOnlySpan<double> t = labels.Slice(row, units);
            int largestOutput = IndexOfLargest(y);
            int largestLabel = IndexOfLargest(t);
            for (int k = 0; k < units; k++)
            {
                deltas[row + k] = c * (loss.Kind == LossKind.BinaryCrossEntropy
                    ? ((1 - t[k]) * y[k]) - (t[k] * Sigmoid(-preActivations[row + k]))
                    : (y[k] * SumWithout(t, k, largestLabel)) - (t[k] * (k == largestOutput ? SumWithout(y, k, k) : 1 - y[k])));
            }
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

    private static double Product(double factor, double value) => factor == 0 ? 0 : factor * value;

    private static double Quotient(double factor, double value) => factor == 0 ? 0 : factor / value;

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int largest = 0;
        for (int k = 1; k < values.Length; k++)
        {
            largest = values[k] > values[largest] ? k : largest;
        }

        return largest;
    }

    private static double SumOfOtherExponentials(ReadOnlySpan<double> a, int largest)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += k == largest ? 0 : Math.Exp(a[k] - a[largest]);
        }

        return sum;
    }

    /// <summary>Σ_(j≠k) v_j: all summed without k where k is the largest, else the difference to the whole, which then does not cancel.</summary>
    private static double SumWithout(ReadOnlySpan<double> values, int k, int largest)
    {
        double sum = 0;
        for (int j = 0; j < values.Length; j++)
        {
            sum += j == k && k == largest ? 0 : values[j];
        }

        return k == largest ? sum : sum - values[k];
    }
}
