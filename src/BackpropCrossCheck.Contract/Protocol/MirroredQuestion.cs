using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>A question of the same shape with other numbers, whose answer follows from the original's: samples, inputs and units are in
/// reverse order, and the inputs and the first weights have the opposite sign.</summary>
/// <remarks>Every pre-activation keeps its value in every format and only changes place: sums merely run in another order, and −w·−x is
/// w·x. So the loss is defined for both or for neither, units at a kink stay there, and the question's acceptance rule holds for its mirror
/// image too. In row-major order, reversing rows and columns reverses all the numbers.</remarks>
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
        // Samples in reverse order are another training.
        Training = null,
    };

    /// <summary>Converts a tensor of the mirror image to the question's, or the other way round.</summary>
    /// <param name="step">The step.</param>
    /// <param name="values">Its numbers, row-major.</param>
    public static double[] Tensor(Step step, double[] values) => Mirrored(values, IsNegated(step)).ToArray();

    /// <summary>Converts the numbers of the mirror image to the question's, or the other way round.</summary>
    /// <param name="numbers">The numbers to convert.</param>
    /// <returns>The converted numbers.</returns>
    public static TensorSet Numbers(TensorSet numbers) => Mirror(numbers, areErrors: false);

    /// <summary>Converts the error estimates of the mirror image to the question's.</summary>
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

    /// <summary>Whether a step has a number for each input of the network.</summary>
    private static bool IsNegated(Step step) => step is { Layer: <= 0, Quantity.Columns: Axis.Input };

    private static ReadOnlyMemory<double> Mirrored(ReadOnlyMemory<double> values, bool isNegated = false)
    {
        double[] mirrored = values.ToArray();
        Array.Reverse(mirrored);
        for (int i = 0; isNegated && i < mirrored.Length; i++)
        {
            // A zero keeps its sign.
            mirrored[i] = mirrored[i] == 0 ? mirrored[i] : -mirrored[i];
        }

        return mirrored;
    }
}
