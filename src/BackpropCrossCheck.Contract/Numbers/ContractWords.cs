namespace BackpropCrossCheck.Numbers;

/// <summary>The contract's words for numbers. Fixtures, the oracle protocol, answers, baselines, reports and the command line all use
/// them.</summary>
public static class ContractWords
{
    /// <summary>The words for quantities, in the order of the calculation. Two steps may share a word; then their tensor distinguishes
    /// them.</summary>
    public static IReadOnlyList<string> Quantities { get; } = [.. Quantity.All.Select(quantity => quantity.Word).Distinct()];

    /// <summary>The words for the two tensors of a layer's parameters.</summary>
    public static IReadOnlyList<string> Tensors { get; } = ["weights", "bias"];

    /// <summary>The words for floating-point formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["float32", "float64"];

    /// <summary>The word for a quantity, the same for weights and bias.</summary>
    /// <param name="quantity">The quantity.</param>
    public static string Of(Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return quantity.Word;
    }

    /// <summary>The word for the tensor if the quantity has two: weights or bias. Null for every other quantity.</summary>
    /// <param name="quantity">The quantity.</param>
    public static string? TensorOf(Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return quantity.Tensor;
    }

    /// <summary>The quantity for a word and the word for its tensor; null if there is none.</summary>
    /// <param name="word">One of <see cref="Quantities"/>.</param>
    /// <param name="tensor">weights or bias; null for a quantity that has only one tensor.</param>
    public static Quantity? ParseQuantity(string word, string? tensor)
        => Quantity.All.FirstOrDefault(quantity => quantity.Word == word && quantity.Tensor == tensor);

    /// <summary>The word for a floating-point format.</summary>
    /// <param name="format">The format.</param>
    public static string Of(FloatFormat format) => format switch
    {
        FloatFormat.Float32 => "float32",
        FloatFormat.Float64 => "float64",
    };

    /// <summary>The format that a word names; null if there is none.</summary>
    /// <param name="word">The word, in lower case.</param>
    public static FloatFormat? ParseFormat(string word) => word switch
    {
        "float32" => FloatFormat.Float32,
        "float64" => FloatFormat.Float64,
        _ => null,
    };

    /// <summary>The word for a way of rounding.</summary>
    /// <param name="way">The way.</param>
    public static string Of(RoundingWay way) => way switch
    {
        RoundingWay.HalfUp => "half-up",
        RoundingWay.HalfEven => "half-even",
        RoundingWay.CutOff => "cut-off",
    };
}
