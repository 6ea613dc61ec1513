using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>L = c · Σ_n Σ_k ℓ(y_nk, t_nk) and its derivatives.</summary>
public static class LossFunction
{
    /// <summary>Whether the loss is computed from the pre-activations of the last layer, so that it and δ stay finite and accurate when the
    /// output saturates. That is so for binary cross-entropy after sigmoid and categorical cross-entropy after softmax.</summary>
    /// <param name="loss">The loss convention.</param>
    /// <param name="last">The activation of the last layer.</param>
    public static bool IsFused(Loss loss, Activation last) => loss.Term is CrossEntropy term && term.FusedWith == last;

    /// <summary>L from the outputs.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="outputs">y, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="units">K.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape.</exception>
    /// <exception cref="UndefinedLossException">The loss is a cross-entropy and an output is below 0, or above 1 for the binary
    /// one.</exception>
    public static double FromOutputs(Loss loss, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, int units)
    {
        Guard.Rows(outputs.Length, units, nameof(outputs));
        Guard.SameLength(labels, outputs, nameof(labels));
        return loss.Term.Sum(outputs, labels, units) * loss.Scale(outputs.Length / units, units);
    }

    /// <summary>∂L/∂y from the outputs.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="outputs">y, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="gradients">∂L/∂y, N×K, row-major; overwritten.</param>
    /// <param name="units">K.</param>
    /// <exception cref="ArgumentException">A length contradicts the shape, or <paramref name="gradients"/> overlaps an operand.</exception>
    /// <exception cref="UndefinedLossException">The loss is a cross-entropy and an output is below 0, or above 1 for the binary
    /// one.</exception>
    public static void OutputGradients(
        Loss loss, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> gradients, int units)
    {
        Guard.Rows(outputs.Length, units, nameof(outputs));
        Guard.SameLength(labels, outputs, nameof(labels));
        Guard.Result(gradients, outputs, labels, nameof(gradients));
        loss.Term.Derivatives(loss.Scale(outputs.Length / units, units), outputs, labels, gradients, units);
    }

    /// <summary>L from the pre-activations of the last layer, for the fused cross-entropies.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="preActivations">a of the last layer, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="units">K.</param>
    /// <exception cref="ArgumentException">The loss is not a cross-entropy, or a length contradicts the shape.</exception>
    public static double FromPreActivations(Loss loss, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> labels, int units)
    {
        CrossEntropy term = CrossEntropyOf(loss);
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.SameLength(labels, preActivations, nameof(labels));
        double sum = 0;
        for (int row = 0; row < labels.Length; row += units)
        {
            term.AddFromPreActivations(preActivations.Slice(row, units), labels.Slice(row, units), ref sum);
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
    /// <exception cref="ArgumentException">The loss is not a cross-entropy, a length contradicts the shape, or <paramref name="deltas"/>
    /// overlaps an operand.</exception>
    public static void FusedDeltas(
        Loss loss,
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> labels,
        Span<double> deltas,
        int units)
    {
        CrossEntropy term = CrossEntropyOf(loss);
        Guard.Rows(preActivations.Length, units, nameof(preActivations));
        Guard.SameLength(outputs, preActivations, nameof(outputs));
        Guard.SameLength(labels, preActivations, nameof(labels));
        Guard.Result(deltas, preActivations, labels, nameof(deltas));
        Guard.Result(deltas, outputs, labels, nameof(deltas));
        double c = loss.Scale(labels.Length / units, units);
        for (int row = 0; row < deltas.Length; row += units)
        {
            term.FusedDeltas(
                c, preActivations.Slice(row, units), outputs.Slice(row, units), labels.Slice(row, units), deltas.Slice(row, units));
        }
    }

    /// <summary>δ of the last layer for the fused cross-entropies, as it is written: c·(y·Σt − t), with the outputs as they
    /// stand.</summary>
    /// <param name="loss">The convention.</param>
    /// <param name="outputs">y, N×K, row-major.</param>
    /// <param name="labels">t, N×K, row-major.</param>
    /// <param name="deltas">δ, N×K, row-major; overwritten.</param>
    /// <param name="units">K.</param>
    /// <exception cref="ArgumentException">The loss is no cross-entropy, a length contradicts the shape, or <paramref name="deltas"/>
    /// overlaps an operand.</exception>
    public static void FusedDeltas(
        Loss loss, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> deltas, int units)
    {
        CrossEntropy term = CrossEntropyOf(loss);
        Guard.Rows(outputs.Length, units, nameof(outputs));
        Guard.SameLength(labels, outputs, nameof(labels));
        Guard.Result(deltas, outputs, labels, nameof(deltas));
        double c = loss.Scale(labels.Length / units, units);
        for (int row = 0; row < deltas.Length; row += units)
        {
            double labelSum = term.LabelSum(labels.Slice(row, units));
            for (int k = row; k < row + units; k++)
            {
                deltas[k] = c * ((outputs[k] * labelSum) - labels[k]);
            }
        }
    }

    private static CrossEntropy CrossEntropyOf(Loss loss)
        => loss.Term as CrossEntropy ?? throw new ArgumentException(
            $"{loss.Term.Name} is not computed from pre-activations.", nameof(loss));
}
