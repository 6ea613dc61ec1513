using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.NUnit.Actual;

/// <summary>The value of a test as numbers of a calculation.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="Precision">float32 where there is a float among them, else float64.</param>
/// <param name="Transposed">The weights that were given as M×K for K×M, and have been turned.</param>
internal sealed record ActualNumbers(TensorSet Numbers, NumberPrecision Precision, IReadOnlyList<TensorSlot> Transposed)
{
    /// <summary>Reads a value.</summary>
    /// <param name="layout">The tensors of the calculation.</param>
    /// <param name="quantity">What the value is.</param>
    /// <param name="actual">The value.</param>
    /// <param name="biases">Whether biases are looked at.</param>
    /// <exception cref="ArgumentException">The value has another shape, or numbers are left out.</exception>
    public static ActualNumbers Read(TensorLayout layout, Quantity quantity, object? actual, bool biases)
    {
        var numbers = new TensorSet(layout);
        var transposed = new List<TensorSlot>();
        bool hasFloats = false;
        foreach ((TensorSlot slot, object? value) in Parts(layout, quantity, actual, biases))
        {
            var given = GivenTensor.Of(value, Name(slot));
            bool isTransposed = IsTransposed(given, slot);
            if (!isTransposed && !Fits(given, slot))
            {
                throw new ArgumentException($"{Name(slot)}: {Shape(given)} is given, where {Shape(slot)} is expected.");
            }

            numbers.Set(slot, isTransposed ? Turned(given.Values, slot) : given.Values);
            hasFloats |= given.HasFloats;
            if (isTransposed)
            {
                transposed.Add(slot);
            }
        }

        return new ActualNumbers(numbers, hasFloats ? NumberPrecision.Float32 : NumberPrecision.Float64, transposed);
    }

    private static IEnumerable<(TensorSlot Slot, object? Value)> Parts(TensorLayout layout, Quantity quantity, object? actual, bool biases) => quantity switch
    {
        Quantity.Loss => [(layout.Loss, actual)],
        Quantity.UpdatedLoss => [(layout.UpdatedLoss, actual)],
        Quantity.Gradient => Parameters(layout, actual, biases, layout.WeightGradient, layout.BiasGradient),
        Quantity.UpdatedParameter => Parameters(layout, actual, biases, layout.UpdatedWeights, layout.UpdatedBias),
        Quantity.PreActivation => Tensors(layout, actual, layout.PreActivation),
        Quantity.Output => Tensors(layout, actual, layout.Output),
        _ => Tensors(layout, actual, layout.Delta),
    };

    private static IEnumerable<(TensorSlot Slot, object? Value)> Tensors(TensorLayout layout, object? actual, Func<int, TensorSlot> slotOf)
        => GivenLayers.Of(actual, layout.Layers.Count).Select((tensor, layer) => (slotOf(layer), tensor));

    private static IEnumerable<(TensorSlot Slot, object? Value)> Parameters(
        TensorLayout layout, object? actual, bool biases, Func<int, TensorSlot> weightsOf, Func<int, TensorSlot?> biasOf)
    {
        IReadOnlyList<(object? Weights, object? Bias)> layers = GivenLayers.OfParameters(actual, layout.Layers.Count);
        for (int layer = 0; layer < layers.Count; layer++)
        {
            (object? weights, object? bias) = layers[layer];
            yield return (weightsOf(layer), weights);
            if (biases && biasOf(layer) is { } slot)
            {
                yield return (slot, bias ?? throw new ArgumentException($"{Name(slot)}: none is given. Give (weights, biases), or say .WithoutBiases."));
            }
            else if (biases && bias is not null)
            {
                throw new ArgumentException(FormattableString.Invariant($"layer {layer + 1}, bias: the layer has none in the fixture. Give null, or say .WithoutBiases."));
            }
        }
    }

    private static bool Fits(GivenTensor given, TensorSlot slot)
        => given.Values.Length == slot.Length && (given.Columns is null || given.Columns == slot.Columns);

    private static bool IsTransposed(GivenTensor given, TensorSlot slot)
        => slot.Parameter == ParameterTensor.Weights && !Fits(given, slot) && given.Rows == slot.Columns && given.Columns == slot.Rows;

    private static double[] Turned(double[] values, TensorSlot slot)
        => [.. Enumerable.Range(0, slot.Length).Select(i => values[(i % slot.Columns * slot.Rows) + (i / slot.Columns)])];

    private static string Name(TensorSlot slot) => slot switch
    {
        { Layer: < 0 } => "loss",
        { Parameter: ParameterTensor.Weights } => FormattableString.Invariant($"layer {slot.Layer + 1}, weights"),
        { Parameter: ParameterTensor.Bias } => FormattableString.Invariant($"layer {slot.Layer + 1}, bias"),
        _ => FormattableString.Invariant($"layer {slot.Layer + 1}"),
    };

    private static string Shape(GivenTensor given) => given.Columns is { } columns
        ? FormattableString.Invariant($"{given.Rows}×{columns}")
        : FormattableString.Invariant($"a row of {given.Values.Length}");

    private static string Shape(TensorSlot slot) => FormattableString.Invariant($"{slot.Rows}×{slot.Columns}");
}
