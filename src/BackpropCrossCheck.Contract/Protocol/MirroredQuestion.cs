using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>A question with other numbers, of the same shape, whose answer is known from another one: samples, inputs and units stand in
/// the opposite order, and inputs and first weights have the opposite sign.</summary>
/// <remarks>Every pre-activation is what it was, in another place, in every format: sums have other orders, and −w·−x is w·x. So the loss
/// is defined wherever it was, a unit is at a kink where it was, and the acceptance rule of the question holds for its mirror image too.
/// Row-major, the opposite order of rows and columns is the opposite order of the numbers.</remarks>
internal static class MirroredQuestion
{
    /// <summary>The mirror image of a question.</summary>
    /// <param name="question">The question.</param>
    public static OracleQuestion Of(OracleQuestion question) => question with
    {
        Layers = [.. question.Layers.Select((layer, l) => layer with
        {
            Weights = Mirrored(layer.Weights, isNegated: l == 0),
            Bias = layer.Bias is { } bias ? (ReadOnlyMemory<double>?)Mirrored(bias) : null,
        })],
        Inputs = Mirrored(question.Inputs, isNegated: true),
        Labels = Mirrored(question.Labels),
    };

    /// <summary>One tensor of the question, out of that of its mirror image; and the other way round.</summary>
    /// <param name="step">The step.</param>
    /// <param name="values">Its numbers, row-major.</param>
    public static double[] Tensor(Step step, double[] values) => Mirrored(values, IsNegated(step)).ToArray();

    /// <summary>The numbers of the question, out of those of its mirror image; and the other way round.</summary>
    /// <param name="numbers">The numbers of the one.</param>
    /// <returns>The numbers of the other.</returns>
    public static TensorSet Numbers(TensorSet numbers) => Mirror(numbers, areErrors: false);

    /// <summary>The error estimates of the question, out of those of its mirror image.</summary>
    /// <param name="errors">The estimates.</param>
    public static TensorSet Errors(TensorSet errors) => Mirror(errors, areErrors: true);

    private static TensorSet Mirror(TensorSet numbers, bool areErrors)
    {
        var mirrored = new TensorSet(numbers.Layout);
        foreach (Step step in numbers.Layout.Steps)
        {
            if (numbers[step] is { } values)
            {
                mirrored.Set(
                    step,
                    Mirrored(values, !areErrors && IsNegated(step)).ToArray(),
                    numbers.Missing(step) is { } missing ? [.. missing.Reverse()] : null);
            }
            else if (numbers.IsBlank(step))
            {
                mirrored.LeaveBlank(step);
            }
        }

        return mirrored;
    }

    private static bool IsNegated(Step step) => step is { Layer: 0, IsWeights: true };

    private static ReadOnlyMemory<double> Mirrored(ReadOnlyMemory<double> values, bool isNegated = false)
    {
        double[] mirrored = values.ToArray();
        Array.Reverse(mirrored);
        for (int i = 0; isNegated && i < mirrored.Length; i++)
        {
            // A zero stays the zero that it is.
            mirrored[i] = mirrored[i] == 0 ? mirrored[i] : -mirrored[i];
        }

        return mirrored;
    }
}
