using static BackpropCrossCheck.Engine.ElementaryFunctions;

namespace BackpropCrossCheck.Engine;

/// <content>The cross-entropies from the pre-activations of the last layer.</content>
public static partial class LossFunction
{
    /// <summary>L from the pre-activations of the last layer, for the fused cross-entropies.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="preActivations">a of the last layer, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="units">K.</param>
    /// <remarks>Binary: t·softplus(−a) + (1 − t)·softplus(a). Categorical: −t·(a − max a − ln Σe^(a − max a)); label rows need not sum to 1.</remarks>
    /// <exception cref="ArgumentException">The loss is no cross-entropy, or a length contradicts the shape.</exception>
    public static double FromPreActivations(Loss loss, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> labels, int units)
    {
        CheckCrossEntropy(loss);
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.SameLength(labels, preActivations, nameof(labels));
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
    /// <exception cref="ArgumentException">The loss is no cross-entropy, a length contradicts the shape, or <paramref name="deltas"/> overlaps an
    /// operand.</exception>
    public static void FusedDeltas(
        Loss loss, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> deltas, int units)
    {
        CheckCrossEntropy(loss);
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.SameLength(outputs, preActivations, nameof(outputs));
        Guard.SameLength(labels, preActivations, nameof(labels));
        Guard.Result(deltas, preActivations, labels, nameof(deltas));
        Guard.Result(deltas, outputs, labels, nameof(deltas));
        double c = loss.Scale(labels.Length / units, units);
        if (loss.Kind == LossKind.BinaryCrossEntropy)
        {
            for (int i = 0; i < deltas.Length; i++)
            {
                deltas[i] = c * (((1 - labels[i]) * outputs[i]) - (labels[i] * Sigmoid(-preActivations[i])));
            }

            return;
        }

        for (int row = 0; row < deltas.Length; row += units)
        {
            CategoricalDeltas(c, outputs.Slice(row, units), labels.Slice(row, units), deltas.Slice(row, units));
        }
    }

    /// <summary>The largest output and the largest label are left out of a sum by not adding them; the others by subtracting them from the whole,
    /// of which they are at most half (labels are not negative), so that the difference does not cancel.</summary>
    private static void CategoricalDeltas(double c, ReadOnlySpan<double> y, ReadOnlySpan<double> t, Span<double> deltas)
    {
        int largestOutput = IndexOfLargest(y);
        int largestLabel = IndexOfLargest(t);
        double otherOutputs = SumWithout(y, largestOutput);
        double otherLabels = SumWithout(t, largestLabel);
        double allLabels = otherLabels + t[largestLabel];
        for (int k = 0; k < deltas.Length; k++)
        {
            double labelsWithout = k == largestLabel ? otherLabels : allLabels - t[k];
            double outputsWithout = k == largestOutput ? otherOutputs : 1 - y[k];
            deltas[k] = c * ((y[k] * labelsWithout) - (t[k] * outputsWithout));
        }
    }

    private static void CheckCrossEntropy(Loss loss)
    {
        if (!loss.IsCrossEntropy)
        {
            throw new ArgumentException($"{loss.Kind} is not computed from pre-activations.", nameof(loss));
        }
    }

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
            sum += k == largest ? 0 : ExpOfDifference(a[k], a[largest]);
        }

        return sum;
    }

    private static double SumWithout(ReadOnlySpan<double> values, int index)
    {
        double sum = 0;
        for (int k = 0; k < values.Length; k++)
        {
            sum += k == index ? 0 : values[k];
        }

        return sum;
    }
}
