using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.NUnit.Actual;

/// <summary>The value under test, read as numbers of a calculation.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="Precision">float32 if there is a float among them; otherwise float64.</param>
/// <param name="Transposed">The weights that were given as M×K instead of K×M and have been transposed.</param>
internal sealed record ActualNumbers(TensorSet Numbers, NumberPrecision Precision, IReadOnlyList<Step> Transposed)
{
    /// <summary>Reads a value.</summary>
    /// <param name="layout">The tensors of the calculation.</param>
    /// <param name="quantity">The quantity. The gradient of weights stands for that of biases too; the same goes for updated
    /// parameters.</param>
    /// <param name="actual">The value.</param>
    /// <param name="biases">Whether biases are compared.</param>
    /// <exception cref="ArgumentException">The value has another shape, or numbers are missing.</exception>
    public static ActualNumbers Read(TensorLayout layout, Quantity quantity, object? actual, bool biases)
    {
        var numbers = new TensorSet(layout);
        var transposed = new List<Step>();
        bool hasFloats = false;
        foreach ((Step step, object? value) in Parts(layout, quantity, actual, biases))
        {
            var given = GivenTensor.Of(value, Name(step));
            bool isTransposed = IsTransposed(given, step);
            if (!isTransposed && !Fits(given, step))
            {
                throw new ArgumentException($"{Name(step)}: {Shape(given)} is given, where {Shape(step)} is expected.");
            }

            numbers.Set(step, isTransposed ? Turned(given.Values, step) : given.Values);
            hasFloats |= given.HasFloats;
            if (isTransposed)
            {
                transposed.Add(step);
            }
        }

        return new ActualNumbers(numbers, hasFloats ? NumberPrecision.Float32 : NumberPrecision.Float64, transposed);
    }

    private static IEnumerable<(Step Step, object? Value)> Parts(TensorLayout layout, Quantity quantity, object? actual, bool biases)
        => !quantity.IsOfLayer ? [(layout.Find(quantity, -1)!, actual)]
            : quantity.Tensor is null ? Tensors(layout, actual, layer => layout.Find(quantity, layer))
            : Parameters(
                layout,
                actual,
                biases,
                layer => layout.Find(Named(quantity, "weights"), layer)!,
                layer => layout.Find(Named(quantity, "bias"), layer));

    private static Quantity Named(Quantity quantity, string tensor) => ContractWords.ParseQuantity(ContractWords.Of(quantity), tensor)!;

    private static IEnumerable<(Step Step, object? Value)> Tensors(TensorLayout layout, object? actual, Func<int, Step?> stepOf)
    {
        IReadOnlyList<object?> tensors = GivenLayers.Of(actual, layout.Layers.Count);
        for (int layer = 0; layer < tensors.Count; layer++)
        {
            if (stepOf(layer) is { } step)
            {
                yield return (step, tensors[layer]);
            }
            else if (tensors[layer] is not null)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Layer {layer + 1} is softmax, whose derivative is a matrix and no number for each unit. Give null for it."));
            }
        }
    }

    private static IEnumerable<(Step Step, object? Value)> Parameters(
        TensorLayout layout, object? actual, bool biases, Func<int, Step> weightsOf, Func<int, Step?> biasOf)
    {
        IReadOnlyList<(object? Weights, object? Bias)> layers = GivenLayers.OfParameters(actual, layout.Layers.Count);
        for (int layer = 0; layer < layers.Count; layer++)
        {
            (object? weights, object? bias) = layers[layer];
            yield return (weightsOf(layer), weights);
            if (biases && biasOf(layer) is { } step)
            {
                yield return (
                    step,
                    bias ?? throw new ArgumentException($"{Name(step)}: none is given. Give (weights, biases), or say .WithoutBiases."));
            }
            else if (biases && bias is not null)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"layer {layer + 1}, bias: the layer has none in the fixture. Give null, or say .WithoutBiases."));
            }
        }
    }

    private static bool Fits(GivenTensor given, Step step)
        => given.Values.Length == step.Length && (given.Columns is null || given.Columns == step.Columns);

    private static bool IsTransposed(GivenTensor given, Step step)
        => step.IsWeights && !Fits(given, step) && given.Rows == step.Columns && given.Columns == step.Rows;

    private static double[] Turned(double[] values, Step step)
        => [.. Enumerable.Range(0, step.Length).Select(i => values[(i % step.Columns * step.Rows) + (i / step.Columns)])];

    private static string Name(Step step) => step switch
    {
        { Quantity.Rows: Axis.One } => "loss",
        { Layer: < 0 } => step.Quantity.Thing,
        { IsWeights: true } => FormattableString.Invariant($"layer {step.Layer + 1}, weights"),
        { IsBias: true } => FormattableString.Invariant($"layer {step.Layer + 1}, bias"),
        _ => FormattableString.Invariant($"layer {step.Layer + 1}"),
    };

    private static string Shape(GivenTensor given) => given.Columns is { } columns
        ? FormattableString.Invariant($"{given.Rows}×{columns}")
        : FormattableString.Invariant($"a row of {given.Values.Length}");

    private static string Shape(Step step) => FormattableString.Invariant($"{step.Rows}×{step.Columns}");
}
